package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path folder;

  private Path config(String more) throws IOException {
    Path text = folder.resolve("text");
    Files.write(
        text, List.of("a b <c>", "b a", "c c a", "b b b b", "a c", "c <c> b", "a a a", "b c a b"));
    Path config = folder.resolve("tiny.yaml");
    String corpus = "{source: '%s', target: '%s'}".formatted(text, text);
    Files.writeString(
        config,
        """
        name: tiny
        data: {train: %s, %s}
        text: {shared: {tokenizer: whitespace}}
        model:
          embedding: {size: 4}
          encoder: {cell: {type: gru, size: 4}}
          decoder: {cell: {type: gru, size: 4}}
        training: {batch: {size: 4}, stop: {updates: 6, epochs: 0}, validation: {every: 3, samples: 2}}
        """
            .formatted(corpus, more.isEmpty() ? "dev: " + corpus : more));
    return config;
  }

  @Test
  void aPageShowsHowTheRunWent() throws IOException {
    Path run = folder.resolve("run");
    assertThat(Run.of("train", config("").toString(), "--run", run.toString()).code()).isZero();
    // As of a process that was killed: an update told once more, and half a line.
    Files.writeString(
        run.resolve("metrics.jsonl"),
        "{\"update\":6,\"epoch\":3,\"loss\":1.5,\"tokens\":9,\"seconds\":0.1,\"learningRate\":0.001,\"gradientNorm\":2}\n{\"upda",
        StandardOpenOption.APPEND);

    Run report = Run.of("report", run.toString());
    assertThat(report.code()).isZero();
    assertThat(report.err()).contains("Wrote " + run.resolve("report.html"));
    String page = Files.readString(run.resolve("report.html"));
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains(
            "<h1>tiny, a training run</h1>",
            "6 updates in ",
            "The best validation was after update ")
        .contains("<figcaption>Loss</figcaption>", "<figcaption>BLEU</figcaption>")
        .contains("<figcaption>Speed</figcaption>", "<figcaption>Learning rate</figcaption>")
        .contains("<h3>a b &lt;c&gt;</h3>", "table class=\"heat\"", "<span>&lt;c&gt;</span>")
        .contains("<h3>Hardest</h3>", "<h3>Easiest</h3>", "<td>b b b b</td>")
        .doesNotContain("<c>", "http://www.example", "<script");
    assertThat(page.split("<svg", -1)).hasSizeGreaterThan(5);
    assertThat(page)
        .contains("<th>seed</th>\n<td>1</td>")
        .containsPattern("<th>parameters</th>\n<td>[1-9][0-9,]*</td>")
        .containsPattern(
            "<th>dev set, best checkpoint</th>\n<td>BLEU\\|nrefs:1\\|case:mixed\\|.* = [0-9.]+")
        .contains("<th>test set</th>\n<td>none in the configuration</td>")
        .contains("<summary>Configuration</summary>", "name: tiny\n", "size: 4");
  }

  @Test
  void theTestScoreIsThereWithItsSignature() throws IOException {
    Path run = folder.resolve("run");
    Path text = folder.resolve("text");
    String corpus = "{source: '%1$s', target: '%1$s'}".formatted(text);
    Path config = config("dev: %1$s, test: %1$s".formatted(corpus));
    assertThat(Run.of("train", config.toString(), "--run", run.toString()).code()).isZero();
    assertThat(Run.of("report", run.toString()).code()).isZero();
    assertThat(Files.readString(run.resolve("report.html")))
        .containsPattern(
            "<th>test set</th>\n<td>BLEU\\|nrefs:1\\|.*\\|version:.* = .*; exact match [0-9.]+ %</td>");
  }

  @Test
  void aDevSetWithoutAPairIsTold() throws IOException {
    Path run = folder.resolve("run");
    Path config = config("");
    assertThat(Run.of("train", config.toString(), "--run", run.toString()).code()).isZero();
    Files.write(folder.resolve("text"), List.of("", " "));
    assertThat(Run.of("report", run.toString()).code()).isZero();
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("No pair of the dev set has text on both sides.")
        .doesNotContain("<h3>Hardest</h3>");
  }

  @Test
  void whatItReadsStays() throws IOException {
    Path run = folder.resolve("run");
    assertThat(Run.of("train", config("").toString(), "--run", run.toString()).code()).isZero();
    for (String name : List.of("metrics.jsonl", "config.yaml", "bundle/model.safetensors")) {
      Path file = run.resolve(name);
      byte[] before = Files.readAllBytes(file);
      Run refused = Run.of("report", run.toString(), "--out", file.toString());
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("--out " + file + " is the same file as the run's file");
      assertThat(file).hasBinaryContent(before);
    }
    Path dev = Files.createLink(folder.resolve("hard"), folder.resolve("text"));
    Run refused = Run.of("report", run.toString(), "--out", dev.toString());
    assertThat(refused.err()).contains("is the same file as data.dev");
  }

  @Test
  void aDevSetThatIsNotThereIsTold() throws IOException {
    Path run = folder.resolve("run");
    Path config = config("hold-out: 2");
    assertThat(Run.of("train", config.toString(), "--run", run.toString()).code()).isZero();
    Path out = folder.resolve("page.html");
    assertThat(Run.of("report", run.toString(), "--out", out.toString()).code()).isZero();
    assertThat(Files.readString(out))
        .contains("The dev set was held out of the training corpora; it is no corpus of its own.");
  }

  @Test
  void whatIsNoRunIsTold() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Run absent = Run.of("report", nowhere.toString());
    assertThat(absent.code()).isEqualTo(ExitCode.DATA);
    assertThat(absent.err())
        .isEqualTo(
            "dragoman: There is no folder %s. Give the folder of a training run.\n"
                .formatted(nowhere));
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(Run.of("report", file.toString()).err())
        .isEqualTo("dragoman: %s is a file; give the folder of a training run.\n".formatted(file));
    Run missing = Run.of("report", folder.toString());
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(missing.err())
        .isEqualTo(
            "dragoman: %s holds no run that was trained: it has no config.yaml or no metrics.jsonl.\n"
                .formatted(folder));
    Files.writeString(folder.resolve("config.yaml"), "name: x\n");
    Files.writeString(folder.resolve("metrics.jsonl"), "");
    Run untrained = Run.of("report", folder.toString());
    assertThat(untrained.code()).isEqualTo(ExitCode.DATA);
    assertThat(untrained.err()).contains("metrics.jsonl has no update yet.");
  }
}
