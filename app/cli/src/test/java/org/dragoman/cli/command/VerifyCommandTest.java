package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir Path folder;

  private Path config() throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, Collections.nCopies(12, "a b c"));
    Path config = folder.resolve("tiny.yaml");
    String corpus = "{source: '%s', target: '%s'}".formatted(text, text);
    Files.writeString(
        config,
        """
        name: tiny
        data: {train: %s, dev: %s, test: %s}
        text: {shared: {tokenizer: whitespace}}
        model:
          embedding: {size: 4}
          encoder: {cell: {type: gru, size: 4}}
          decoder: {cell: {type: gru, size: 4}}
        training: {batch: {size: 4}, stop: {updates: 6, epochs: 0}, validation: {every: 3}}
        """
            .formatted(corpus, corpus, corpus));
    return config;
  }

  @Test
  void aRunIsVerifiedAndReplayed() throws IOException {
    Path run = folder.resolve("run");
    Run trained = Run.of("train", config().toString(), "--run", run.toString(), "--json");
    assertThat(trained.code()).isZero();
    List<String> told = trained.out().lines().toList();
    assertThat(told.get(0)).startsWith("{\"event\":\"update\",\"update\":1,\"epoch\":1,\"loss\":");
    assertThat(told).anyMatch(line -> line.startsWith("{\"event\":\"validation\",\"update\":3,"));
    assertThat(told.get(told.size() - 1)).isEqualTo("{\"event\":\"end\",\"update\":6}");

    Run verified = Run.of("verify", run.toString(), "--score", "--replay");
    assertThat(verified.code()).isZero();
    assertThat(verified.out())
        .contains("ok      config.yaml\n")
        .contains("ok      data.train\n")
        .contains("ok      score: BLEU|")
        .contains("ok      replay of losses: 6 updates\n")
        .contains("ok      replay of bundle/model.safetensors\n");

    Files.writeString(run.resolve("config.yaml"), "\n", java.nio.file.StandardOpenOption.APPEND);
    Run changed = Run.of("verify", run.toString());
    assertThat(changed.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(changed.out())
        .contains("failed  config.yaml: its SHA-256 is not the one in manifest.json\n");
  }

  @Test
  void aFolderWithoutARunIsTold() {
    Run missing = Run.of("verify", folder.resolve("none").toString());
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(missing.err()).contains("none holds no run: it has no config.yaml.");
    assertThat(missing.out()).isEmpty();
  }
}
