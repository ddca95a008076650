package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String SOURCE = "forty-two\nten thousand\nseven\n\n";

  @TempDir private Path folder;

  private Run evaluate(String source, String reference, String... more) throws IOException {
    Files.writeString(folder.resolve("source"), source);
    Files.writeString(folder.resolve("reference"), reference);
    return Run.of(
        Stream.concat(
                Stream.of(
                    "evaluate",
                    "--device",
                    "cpu",
                    "-m",
                    FrozenBundles.folder(FrozenBundles.FORMAT_1).toString(),
                    "--source",
                    folder.resolve("source").toString(),
                    "--reference",
                    folder.resolve("reference").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void printsBleuWithItsSignature() throws IOException {
    Run run = evaluate(SOURCE, "42\n10000\n8\n\n");

    assertThat(run.code()).isZero();
    // Numbers are one token each: two of three are right, and there are no pairs of tokens.
    assertThat(run.out())
        .matches(
            "BLEU\\|nrefs:1\\|case:mixed\\|eff:no\\|tok:13a\\|smooth:exp\\|version:dragoman-\\S+"
                + " = 0\\.00 66\\.7/0\\.0/0\\.0/0\\.0 \\(BP = 1\\.000 ratio = 1\\.000 hyp_len = 3"
                + " ref_len = 3\\)\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void scoresWhatScoreScoresTheTranslationsWith() throws IOException {
    String source = "one zebra and two quokkas\nseven\n";
    Run evaluated = evaluate(source, "1 2\n7\n", "--tokenize", "none", "--lowercase");
    Path hypothesis = Files.writeString(folder.resolve("hypothesis"), "1204000\n7\n");

    Run scored =
        Run.of(
            "score",
            "--hypothesis",
            hypothesis.toString(),
            "--reference",
            folder.resolve("reference").toString(),
            "--tokenize",
            "none",
            "--lowercase");

    assertThat(evaluated.out())
        .isEqualTo(scored.out())
        .contains("case:lc", "tok:none", "50.0/", "hyp_len = 2 ref_len = 3");
  }

  @Test
  void printsTheSameAsAnObject() throws IOException {
    Run run = evaluate(SOURCE, "42\n10000\n8\n\n", "--format", "json");

    JsonNode score = new ObjectMapper().readTree(run.out());
    assertThat(score.path("name").asText()).isEqualTo("BLEU");
    assertThat(score.path("score").asDouble()).isZero();
    assertThat(score.path("signature").asText())
        .startsWith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:dragoman-");
    assertThat(score.path("precisions").path(0).asDouble()).isCloseTo(66.667, within(0.001));
    assertThat(score.path("hypothesisLength").asInt()).isEqualTo(3);
    assertThat(score.path("referenceLength").asInt()).isEqualTo(3);
  }

  @Test
  void filesOfDifferentLengthsAreRefusedWithBothLengths() throws IOException {
    Run run = evaluate(SOURCE, "42\n10000\n");

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "dragoman: %s has 4 lines, but %s has 2; line n of one must be the translation of line n of the other.\n"
                .formatted(folder.resolve("source"), folder.resolve("reference")));
  }

  @Test
  void emptyFilesAreNoScore() throws IOException {
    Run run = evaluate("", "");

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "dragoman: %s and %s have no lines; there is nothing to score.\n"
                .formatted(folder.resolve("source"), folder.resolve("reference")));
  }

  @Test
  void bothFilesMustBeNamed() {
    Run run = Run.of("evaluate", "-m", "bundle", "--source", "source");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("dragoman: missing required option: '--reference=FILE'");
  }
}
