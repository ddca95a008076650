package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
  @TempDir private Path folder;

  private Path config() throws IOException {
    Path text = Files.write(folder.resolve("hello.txt"), List.of("hello"));
    return Files.writeString(
        folder.resolve("hello.yaml"),
        """
        name: hello
        data: {train: {text: '%1$s'}, dev: {text: '%1$s'}}
        text: {shared: {tokenizer: char}}
        model: {type: language-model, embedding: {type: one-hot}, network: {cell: {type: rnn-tanh, size: 8}}}
        training: {label-smoothing: 0, stop: {epochs: 0, updates: 20, patience: 0}, validation: {every: 10}}
        """
            .formatted(text));
  }

  private Run sweep(String rest) throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            "config: '%s'\nruns: '%s'\n%s".formatted(config(), folder.resolve("runs"), rest));
    return Run.of("sweep", plan.toString());
  }

  @Test
  void trainsEachCombinationWithEachSeedAndGoesOnWhereItWasStopped() throws IOException {
    String plan =
        """
        seeds: [1, 2]
        jobs: 2
        try: {training.optimizer.learning-rate: [0.000001, 0.05]}
        """;
    Run first = sweep(plan);
    assertThat(first.code()).as(first.err()).isZero();
    List<String> rows = first.out().lines().toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isEqualTo("training.optimizer.learning-rate\tdev Perplexity\tseeds");
    assertThat(rows.get(1)).startsWith("0.05\t").contains(" ± ").endsWith("\t2");
    assertThat(folder.resolve("runs/sweep.html")).content().contains("learning-rate=0.05,seed=2");
    assertThat(folder.resolve("runs/sweep.tsv")).hasContent(first.out());

    // One run is taken away, and another one is as if it had been stopped before its first update.
    Path done = folder.resolve("runs/learning-rate=0.05,seed=1/manifest.json");
    long written = Files.getLastModifiedTime(done).toMillis();
    Run again = sweep(plan.replace("[1, 2]", "[1, 2, 3]"));
    assertThat(again.err())
        .contains("6 runs, 4 of them have ended")
        .doesNotContain("begins learning-rate=0.05,seed=1");
    assertThat(Files.getLastModifiedTime(done).toMillis()).isEqualTo(written);
    assertThat(again.out().lines().skip(1)).allSatisfy(row -> assertThat(row).endsWith("\t3"));

    Run page =
        Run.of(
            "report",
            folder.resolve("runs/learning-rate=0.05,seed=1").toString(),
            folder.resolve("runs/learning-rate=0.05,seed=2").toString(),
            "--out",
            folder.resolve("both.html").toString());
    assertThat(page.code()).as(page.err()).isZero();
    assertThat(folder.resolve("both.html")).content().contains("Perplexity").contains("seed=2");
  }

  @Test
  void aRunThatFailsIsToldAndDoesNotStopTheOthers() throws IOException {
    Run run =
        sweep(
            "try: {data.dev.text: ['/no/such/file', '%s']}".formatted(folder.resolve("hello.txt")));
    assertThat(run.code()).isEqualTo(ExitCode.RUNTIME);
    assertThat(run.err()).contains("failed with exit code 3. Its messages are in");
    assertThat(run.out().lines().skip(1))
        .anySatisfy(row -> assertThat(row).startsWith("/no/such/file\tnone\t0 of 1"))
        .anySatisfy(row -> assertThat(row).endsWith("\t1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tries: {a: [1]} | sweep.yaml: tries is not known. Known: config, data, jobs, random, runs, seeds, try.",
        "seeds: [1] | sweep.yaml: try must be a mapping of keys of the configuration to lists of values.",
        "try: {training.seed: 3} | sweep.yaml: try.training.seed must be a list of values.",
        "try: {model.tie: [true]} // seeds: [1, 1] | sweep.yaml: seeds must be a list of different whole numbers",
        "try: {model.tie: [true]} // jobs: 0 | sweep.yaml: jobs must be a whole number of 1 or more, got 0.",
        "try: {model.sizes: [1]} | Unknown key 'sizes' at model."
      })
  void aMistakeIsToldBeforeTheFirstRun(String rest, String message) throws IOException {
    Run run = sweep(rest.replace(" // ", "\n"));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
