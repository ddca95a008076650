package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
