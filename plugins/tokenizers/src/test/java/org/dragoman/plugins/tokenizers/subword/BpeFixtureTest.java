package org.dragoman.plugins.tokenizers.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dragoman.spi.SubwordModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agrees with subword-nmt line for line. */
class BpeFixtureTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("dragoman.root", "."), "..", "shared", "fixtures", "bpe");
  private static final Path CODES = FOLDER.resolve("multi30k.en-de.8000.codes");
  private static final BpeConfig CONFIG = BpeConfigs.of(8000, 2);

  @BeforeEach
  void needsTheFixture() {
    assumeTrue(Files.exists(CODES), "no fixture at " + CODES);
  }

  private static List<String> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name))), UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.removeIf(String::isEmpty);
    return words;
  }

  @Test
  void learnsTheSameCodes() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String side : List.of("de", "en")) {
      for (String line : lines("train.tok." + side + ".gz")) {
        words(line).forEach(word -> counts.merge(word, 1L, Long::sum));
      }
    }
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    new BpeFactory().learn(CONFIG, counts).save(codes);
    assertThat(codes.toString(UTF_8).lines().toList()).isEqualTo(Files.readAllLines(CODES));
  }

  @Test
  void appliesThemTheSame() throws IOException {
    SubwordModel model;
    try (InputStream in = Files.newInputStream(CODES)) {
      model = new BpeFactory().load(CONFIG, in);
    }
    for (String side : List.of("de", "en")) {
      List<String> plain = lines("dev.tok." + side + ".gz");
      List<String> expected = lines("dev.bpe." + side + ".gz");
      List<String> actual =
          plain.stream().map(line -> String.join(" ", model.encode(words(line)))).toList();
      assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(1000);
      for (String line : plain) {
        assertThat(model.decode(model.encode(words(line)))).isEqualTo(words(line));
      }
    }
  }
}
