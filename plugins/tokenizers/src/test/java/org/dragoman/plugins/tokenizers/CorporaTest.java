package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;

/** Every line of every corpus comes back from the tokens of its language's tokenizer. */
class CorporaTest {
  private static final Path DATA =
      Path.of(System.getProperty("dragoman.root", "."), "..", "shared", "data");

  /** By language. */
  private final Map<String, Tokenizer> tokenizers =
      Map.of("ja", Tokenizers.make("ja"), "ko", Tokenizers.make("ko"));

  private final Tokenizer word = Tokenizers.make("word");

  @Test
  void tokensGiveBackEveryLine() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no corpora at " + DATA);
    List<Path> files;
    try (Stream<Path> found = Files.walk(DATA)) {
      files = found.filter(f -> f.toString().endsWith(".gz")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    assertThat(files.stream().map(CorporaTest::language)).contains("ja", "ko");
    long lines = files.parallelStream().mapToLong(this::check).sum();
    assertThat(lines).isGreaterThan(500_000);
  }

  /** Of a file such as {@code train.ja.gz}. */
  private static String language(Path file) {
    return file.getFileName().toString().split("\\.")[1];
  }

  private long check(Path file) {
    long lines = 0;
    Tokenizer tokenizer = tokenizers.getOrDefault(language(file), word);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        assertThat(tokenizer.decode(tokenizer.encode(line)))
            .as("%s, line %d", file, lines)
            .isEqualTo(line);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return lines;
  }
}
