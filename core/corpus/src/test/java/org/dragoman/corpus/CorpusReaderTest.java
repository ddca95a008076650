package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files, columns, and standard input. */
class CorpusReaderTest {
  @TempDir Path folder;

  private static Corpus tsv(Path file, List<Integer> columns) {
    return new Corpus(
        null, null, null, file.toString(), columns, null, null, null, null, null, null, 1);
  }

  private static List<String> read(Corpus corpus, String standardInput) {
    InputStream in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    List<String> read = new ArrayList<>();
    try (CorpusReader reader = CorpusReader.open(corpus, in)) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        read.add(reader.place() + ": " + pair.source() + "|" + pair.target());
      }
      assertThat(reader.passedOver()).isEmpty();
    }
    return read;
  }

  private static void assertRefused(Corpus corpus, String message) {
    assertThatThrownBy(() -> read(corpus, ""))
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessage(message);
  }

  @Test
  void twoFilesAreReadLineByLine() throws IOException {
    Path source = Files.writeString(folder.resolve("a.en"), "one\ntwo\n");
    Path target = Files.writeString(folder.resolve("a.de"), "eins\nzwei");
    Corpus corpus = Corpus.ofFiles(source.toString(), target.toString());

    assertThat(read(corpus, ""))
        .containsExactly(
            source + ", " + target + ", line 1: one|eins",
            source + ", " + target + ", line 2: two|zwei");
  }

  @Test
  void oneOfTwoFilesMayBeStandardInput() throws IOException {
    Path source = Files.writeString(folder.resolve("a.en"), "one\ntwo\n");

    assertThat(read(Corpus.ofFiles(source.toString(), "-"), "eins\nzwei\n"))
        .last()
        .isEqualTo(source + ", standard input, line 2: two|zwei");
    assertThatThrownBy(() -> read(Corpus.ofFiles(source.toString(), "-"), "eins\n"))
        .hasMessageStartingWith(source + " has 2 lines, but standard input has 1;");
  }

  @Test
  void standardInputStaysOpen() {
    boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    CorpusReader.open(tsv(Path.of("-"), null), in).close();

    assertThat(closed).containsExactly(false);
  }

  @Test
  void columnsAreChosen() throws IOException {
    Path file = Files.writeString(folder.resolve("a.tsv"), "x\tone\t\"eins\ttail\r\n\ttwo\tzwei\n");

    assertThat(read(tsv(file, null), ""))
        .containsExactly(file + ", line 1: x|one", file + ", line 2: |two");
    assertThat(read(tsv(file, List.of(3, 2)), ""))
        .containsExactly(file + ", line 1: \"eins|one", file + ", line 2: zwei|two");
    assertThat(read(tsv(Path.of("-"), List.of(1, 2)), "a\tb"))
        .containsExactly("standard input, line 1: a|b");
  }

  @Test
  void aMissingColumnIsToldByLine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.tsv"), "a\tb\tc\nd\te\n\n");

    assertRefused(
        tsv(file, List.of(1, 3)),
        file
            + ", line 2 has 2 columns divided by tabs, but column 3 is asked for. Mend the line, or choose other columns.");
    assertRefused(
        tsv(file, List.of(1, 2)),
        file
            + ", line 3 has 1 column divided by tabs, but column 2 is asked for. Mend the line, or choose other columns.");
  }

  @Test
  void packedColumnsAreUnpackedAndCutOnesRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    StringBuilder text = new StringBuilder();
    new java.util.Random(1)
        .ints(20_000)
        .forEach(i -> text.append(i).append('\t').append(-i).append('\n'));
    try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("a.tsv.zst"), packed.toByteArray());
    assertThat(read(tsv(file, null), "")).hasSize(20_000);

    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertRefused(
        tsv(file, null),
        file + " is cut short: its zstd data ends too soon. Copy or download it again.");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path source = Files.writeString(folder.resolve("a.en"), "one\n");
    Path missing = folder.resolve("a.de");

    assertRefused(
        Corpus.ofFiles(source.toString(), missing.toString()), missing + " does not exist.");
    assertRefused(tsv(missing, null), missing + " does not exist.");
  }

  private Corpus aligned(String alignments) throws IOException {
    Path source = Files.writeString(folder.resolve("a.en"), "one two\nthree\n");
    Path target = Files.writeString(folder.resolve("a.de"), "eins  zwei\ndrei\n");
    Path alignment = Files.writeString(folder.resolve("a.align"), alignments);
    return new Corpus(
        source.toString(),
        target.toString(),
        alignment.toString(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        1);
  }

  @Test
  void alignmentsAreReadBesideThePairs() throws IOException {
    try (CorpusReader reader =
        CorpusReader.open(aligned("0-1 1-0\n\n"), InputStream.nullInputStream())) {
      assertThat(reader.next()).isEqualTo(new SentencePair("one two", "eins  zwei", "0-1 1-0"));
      assertThat(reader.next()).isEqualTo(new SentencePair("three", "drei", ""));
      assertThat(reader.line()).isEqualTo(2);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void alignmentsThatAreWrongAreToldWithTheirLine() throws IOException {
    Path file = folder.resolve("a.align");
    for (String link : List.of("0-2", "2-0", "0", "a-0", "0:0", "-1-0")) {
      assertRefused(
          aligned("0-0 " + link + "\n0-0\n"),
          "%s, line 1: expected the numbers of a source and a target word such as 0-0, counted from 0, below 2-2 here, got '%s'. Words are divided by spaces."
              .formatted(file, link));
    }
    assertRefused(
        aligned("0-0\n"),
        file
            + " ends before the sentences do, after line 1; line n of it must be the alignment of pair n.");
    assertRefused(
        aligned("0-0\n0-0\n0-0\n"),
        file
            + " ends after the sentences do, after line 2; line n of it must be the alignment of pair n.");
  }
}
