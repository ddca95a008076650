package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  @TempDir private Path folder;
  private Path reference;

  @BeforeEach
  void writeReference() throws IOException {
    reference = write("reference", "The grey cat sleeps on the warm stove.\nIt is Löwenzahn.\n");
  }

  @Test
  void equalFilesScoreAHundredWithTheSignature() {
    Run run = score(reference);

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches(
            "BLEU\\|nrefs:1\\|case:mixed\\|eff:no\\|tok:13a\\|smooth:exp\\|version:\\S+ = 100\\.00"
                + " 100\\.0/100\\.0/100\\.0/100\\.0 \\(BP = 1\\.000 .*\\)\\R");
  }

  @Test
  void optionsReachTheMetricAndItsSignature() throws IOException {
    Path shouted = write("shouted", "THE GREY CAT SLEEPS ON THE WARM STOVE.\nIT IS LÖWENZAHN.\n");

    assertThat(score(shouted, "--lowercase", "--tokenize", "none").out())
        .contains("case:lc", "tok:none", " = 100.00 ");
    assertThat(score(shouted).out()).doesNotContain("= 100.00");
  }

  @Test
  void jsonHasTheNumbersInFull() throws IOException {
    Path hypothesis = write("hypothesis", "The grey cat sleeps on the stove.\nIt is Löwenzahn.\n");

    JsonNode score = new ObjectMapper().readTree(score(hypothesis, "--format", "json").out());
    // 12 and 13 tokens; 12/12, 9/10, 6/8, 4/6 n-grams match.
    double expected = 100 * Math.exp(1 - 13 / 12.0) * Math.pow(9 / 10.0 * 6 / 8.0 * 4 / 6.0, 0.25);
    assertThat(score.get("name").asText()).isEqualTo("BLEU");
    assertThat(score.get("score").asDouble()).isCloseTo(expected, within(1e-9));
    assertThat(score.get("signature").asText()).startsWith("nrefs:1|");
    assertThat(score.get("hypothesisLength").asInt()).isEqualTo(12);
    assertThat(score.get("referenceLength").asInt()).isEqualTo(13);
  }

  @Test
  void differentLengthsAreToldWithBothCounts() throws IOException {
    Run run = score(write("longer", "a\nb\nc\n"));

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("longer has 3 lines", reference + " has 2");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Run missing = score(folder.resolve("absent"));
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(missing.err()).contains("absent does not exist");

    Run isFolder = score(folder);
    assertThat(isFolder.code()).isEqualTo(ExitCode.DATA);
    assertThat(isFolder.err()).contains("is a folder");

    Path latin = folder.resolve("latin");
    Files.write(latin, "a\nLöwe\n".getBytes(StandardCharsets.ISO_8859_1));
    Run notUtf8 = score(latin);
    assertThat(notUtf8.code()).isEqualTo(ExitCode.DATA);
    assertThat(notUtf8.err()).contains("latin, line 2: not UTF-8", "byte offset 1 of the line");
  }

  @Test
  void emptyFilesAreNoScore() throws IOException {
    Path empty = write("empty", "");
    Run run = Run.of("score", "--hypothesis", empty.toString(), "--reference", empty.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("have no lines");
  }

  @Test
  void anUnknownTokenizerIsAnsweredWithThoseThereAre() {
    Run run = score(reference, "--tokenize", "zh");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--tokenize", "Unknown BLEU tokenizer 'zh'", "13a, none");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run score(Path hypothesis, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "score",
                    "--hypothesis",
                    hypothesis.toString(),
                    "--reference",
                    reference.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
