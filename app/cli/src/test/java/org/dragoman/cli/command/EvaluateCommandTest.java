package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.dragoman.runtime.bundle.Hashes;
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
                    folder.resolve("reference").toString(),
                    "--out",
                    folder.resolve("result.json").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void printsAllThatIsKnown() throws IOException {
    Run run = evaluate(SOURCE, "42\n10000\n8\n\n");

    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    // Numbers are one token each: two of three are right, and there are no pairs of tokens.
    assertThat(lines.get(0))
        .matches(
            "BLEU\\|nrefs:1\\|bs:2000\\|seed:12345\\|case:mixed\\|eff:no\\|tok:13a\\|smooth:exp\\|version:dragoman-\\S+"
                + " = 0\\.00 \\(μ = \\S+ ± \\S+\\) 66\\.7/0\\.0/0\\.0/0\\.0 \\(BP = 1\\.000 ratio ="
                + " 1\\.000 hyp_len = 3 ref_len = 3\\)");
    assertThat(lines.get(1)).startsWith("chrF2|");
    assertThat(lines.get(2)).startsWith("TER|").contains(" = 33.33 (");
    assertThat(lines.get(3)).isEqualTo("Exact match = 75.00 % (3 of 4)");
    assertThat(lines.get(4)).matches("Perplexity of the reference = \\d.*");
    assertThat(lines.get(6))
        .isEqualTo("Length = 3 words for 3 of the reference, ratio 1.000, 1 empty");
    assertThat(run.out()).contains("BLEU by words of the source:", "BLEU by line of the file:");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void severalTestSetsAreWrittenWithHashes() throws IOException {
    Files.writeString(folder.resolve("second"), "seven\n");
    Files.writeString(folder.resolve("seventh"), "7\n");
    Files.writeString(folder.resolve("training"), "forty-two seven\nseven\n");
    Run run =
        evaluate(
            SOURCE,
            "42\n10000\n8\n\n",
            "--source",
            folder.resolve("second").toString(),
            "--reference",
            folder.resolve("seventh").toString(),
            "--training-text",
            folder.resolve("training").toString(),
            "--metrics",
            "ter");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("second and ", "rarest word in the training text", "0 ");
    JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    assertThat(result.path("bundle").asText()).isEqualTo("format-1");
    assertThat(result.path("manifest_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(result.path("test_sets")).hasSize(2);
    JsonNode second = result.path("test_sets").path(1);
    assertThat(second.at("/source/sha256").asText())
        .isEqualTo(Hashes.sha256(folder.resolve("second")));
    assertThat(second.at("/translations_sha256").asText())
        .isEqualTo(Hashes.sha256(folder.resolve("seventh")));
    assertThat(second.at("/scores/0/score").asDouble()).isZero();
    assertThat(second.at("/scores/0/name").asText()).isEqualTo("TER");
    // The model says 7 and the end mark.
    assertThat(second.at("/token_accuracy").asDouble()).isEqualTo(1);
    assertThat(second.at("/perplexity").asDouble()).isBetween(1.0, 1.5);
    assertThat(second.at("/breakdowns/2/parts/0/label").asText()).isEqualTo("2-4");
  }

  @Test
  void scoresWhatScoreScoresTheTranslationsWith() throws IOException {
    String source = "one zebra and two quokkas\nseven\n";
    Run evaluated =
        evaluate(source, "1 2\n7\n", "--tokenize", "none", "--lowercase", "--format", "json");
    Path hypothesis = Files.writeString(folder.resolve("hypothesis"), "1204000\n7\n");

    Run scored =
        Run.of(
            "score",
            "--hypothesis",
            hypothesis.toString(),
            "--reference",
            folder.resolve("reference").toString(),
            "--confidence",
            "-m",
            "bleu",
            "chrf",
            "ter",
            "--format",
            "json",
            "--tokenize",
            "none",
            "--lowercase");

    JsonNode scores = new ObjectMapper().readTree(evaluated.out()).at("/test_sets/0/scores");
    assertThat(scores).isEqualTo(new ObjectMapper().readTree(scored.out()));
    assertThat(scores.at("/0/signature").asText()).contains("case:lc", "tok:none");
    assertThat(Files.readString(folder.resolve("result.json"))).isEqualTo(evaluated.out());
  }

  @Test
  void sourcesAndReferencesComeInPairs() throws IOException {
    Run run = evaluate(SOURCE, "42\n10000\n8\n\n", "--source", folder.resolve("x").toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--source names 2 files, but --reference 1");
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
  void pairsWithoutTwoSidesAreToldBeforeTheWork() throws IOException {
    for (List<String> files : List.of(List.of("seven\n\n", "\n7\n"), List.of("seven\n", " \n"))) {
      Run run = evaluate(files.get(0), files.get(1), "--format", "json");

      assertThat(run.code()).isEqualTo(ExitCode.DATA);
      assertThat(run.err())
          .isEqualToNormalizingNewlines(
              "dragoman: No line has text both in %s and in %s; there is nothing to score. Are these the right files?\n"
                  .formatted(folder.resolve("source"), folder.resolve("reference")));
      assertThat(run.out()).isEmpty();
      assertThat(folder.resolve("result.json")).doesNotExist();
    }
  }

  @Test
  void aRunMeansItsBundle() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    FrozenBundles.copy(FrozenBundles.FORMAT_1, run.resolve("bundle"));
    Files.writeString(run.resolve("config.yaml"), "name: run\n");
    Files.writeString(run.resolve("manifest.json"), "{}");
    Files.writeString(run.resolve("metrics.jsonl"), "");
    Files.writeString(folder.resolve("source"), "seven\n");
    Files.writeString(folder.resolve("reference"), "7\n");
    List<List<String>> commands =
        List.of(
            List.of("evaluate", "--source", "source", "--reference", "reference"),
            List.of("logprob", "--source", "source", "--target", "reference"),
            List.of("translate", "source"),
            List.of("text", "show", "source"),
            List.of("inspect", "gates", "--out", folder.resolve("gates").toString(), "seven"));
    for (List<String> command : commands) {
      Run done =
          Run.of(
              Stream.concat(
                      command.stream()
                          .map(
                              word ->
                                  List.of("source", "reference").contains(word)
                                      ? folder.resolve(word).toString()
                                      : word),
                      Stream.of("-m", run.toString()))
                  .toArray(String[]::new));
      assertThat(done.code()).as(command + ": " + done.err()).isZero();
    }
    assertThat(run.resolve("bundle.evaluation.json")).exists();
  }

  @Test
  void bothFilesMustBeNamed() {
    Run run = Run.of("evaluate", "-m", "bundle", "--source", "source");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith(
            "dragoman: --source names 1 files, but --reference 0; give one reference for each source.");
  }
}
