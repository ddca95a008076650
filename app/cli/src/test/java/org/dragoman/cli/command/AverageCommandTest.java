package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AverageCommandTest {
  @TempDir Path folder;

  private Path run(String... more) throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "a b c\nb a\nc c a\na b\n");
    Path config = folder.resolve("tiny.yaml");
    String corpus = "{source: '%s', target: '%s'}".formatted(text, text);
    Files.writeString(
        config,
        """
        name: tiny
        data: {train: %s, dev: %s}
        text: {shared: {tokenizer: whitespace}}
        model:
          embedding: {size: 4}
          encoder: {cell: {type: gru, size: 4}}
          decoder: {cell: {type: gru, size: 4}}
        training: {batch: {size: 4}, stop: {updates: 6, epochs: 0}, validation: {every: 2}}
        """
            .formatted(corpus, corpus));
    Path run = folder.resolve("run");
    String[] all = {"train", config.toString(), "--run", run.toString(), "--set", more[0]};
    assertThat(Run.of(all).code()).isZero();
    return run;
  }

  @Test
  void checkpointsOfARunAreAveraged() throws IOException {
    Path run = run("training.checkpoint.keep=3");
    Path out = folder.resolve("out");
    Run average = Run.of("average", run.toString(), "--last", "2", "--out", out.toString());
    assertThat(average.code()).isZero();
    assertThat(average.err())
        .contains("update-000000006-validated", "update-000000004-validated", "Wrote " + out)
        .doesNotContain("update-000000002");
    assertThat(Files.readString(out.resolve("MODEL_CARD.md")))
        .contains("The weights are the average of 2 checkpoints.");
    assertThat(Run.reading("a b\n", "translate", "-m", out.toString()).code()).isZero();
  }

  @Test
  void whatCannotBeAveragedIsTold() throws IOException {
    Path run = run("training.checkpoint.keep=1");
    String out = folder.resolve("out").toString();
    Run one = Run.of("average", run.toString(), "--out", out);
    assertThat(one.code()).isEqualTo(ExitCode.USAGE);
    assertThat(one.err()).contains(run + " has 1 checkpoint(s) to average; two were expected.");
    Run bundle = Run.of("average", run.resolve("bundle").toString(), "--out", out);
    assertThat(bundle.code()).isEqualTo(ExitCode.USAGE);
    assertThat(bundle.err()).contains("is one bundle, or no run with checkpoints.");
    Run missing = Run.of("average", run.resolve("bundle").toString(), "none", "--out", out);
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aBundleIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
    Path run = run("training.checkpoint.keep=2");
    Path out = folder.resolve("out");
    String[] average = {"average", run.toString(), "--out", out.toString()};
    assertThat(Run.of(average).code()).isZero();
    byte[] before = Files.readAllBytes(out.resolve("manifest.json"));
    Run again = Run.of(average);
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains(out + " exists already and is not empty.", "--force");
    assertThat(out.resolve("manifest.json")).hasBinaryContent(before);
    Run forced = Run.of("average", run.toString(), "--out", out.toString(), "--force");
    assertThat(forced.code()).as(forced.err()).isZero();

    Path users = Files.createDirectory(folder.resolve("users"));
    Files.writeString(users.resolve("config.yaml"), "mine");
    Run other = Run.of("average", run.toString(), "--out", users.toString(), "--force");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(users.resolve("config.yaml")).hasContent("mine");
  }

  @Test
  void whatIsAveragedIsNotReplaced() throws IOException {
    Path run = run("training.checkpoint.keep=2");
    Path link = Files.createSymbolicLink(folder.resolve("link"), run.resolve("bundle"));
    for (Path out : new Path[] {run.resolve("bundle"), link, run.resolve("bundle/below")}) {
      Run refused = Run.of("average", run.toString(), "--out", out.toString(), "--force");
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("--out " + out, "BUNDLE " + run.resolve("bundle"));
    }
  }

  /** A checkpoint and its validated twin, as earlier versions kept both. */
  @Test
  void anUpdateCountsOnce() throws IOException {
    Path run = run("training.checkpoint.keep=2");
    Path twin = Files.createDirectory(run.resolve("checkpoints/update-000000006"));
    try (Stream<Path> files = Files.list(run.resolve("checkpoints/update-000000006-validated"))) {
      for (Path file : files.toList()) {
        Files.copy(file, twin.resolve(file.getFileName()));
      }
    }
    Path out = folder.resolve("out");
    Run average = Run.of("average", run.toString(), "--last", "2", "--out", out.toString());
    assertThat(average.code()).isZero();
    assertThat(average.err())
        .contains("update-000000006-validated", "update-000000004-validated")
        .doesNotContain("update-000000006/");
  }
}
