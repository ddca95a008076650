package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, and standard output that cannot be written, which only a process of its own has. */
@DisabledOnOs(OS.WINDOWS)
// On a thread of its own, since reading from a process cannot be interrupted.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedCommandsTest {
  private static final int SIGINT = 2;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    return start(ProcessBuilder.Redirect.PIPE, arguments);
  }

  private Process start(ProcessBuilder.Redirect out, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                Dragoman.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(out)
            .start();
    started.add(process);
    return process;
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Interrupts the process as Ctrl-C does, and expects the exit code that a shell would show. */
  private void interrupt(Process process) throws IOException, InterruptedException {
    // A background job of a shell has SIGINT ignored, and so have its children; the way from a
    // SIGTERM is the same.
    boolean ignored = ignoresInterrupts(process);
    long start = System.nanoTime();
    Process kill =
        new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", Long.toString(process.pid()))
            .start();
    assertThat(kill.waitFor()).isZero();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).as(err()).isEqualTo(ignored ? 143 : ExitCode.INTERRUPTED);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    assertThat(err()).doesNotContain("Exception", "dragoman: ");
  }

  private static boolean ignoresInterrupts(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask >> (SIGINT - 1) & 1) == 1);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process process, Condition condition)
      throws IOException, InterruptedException {
    while (!condition.holds()) {
      assertThat(process.isAlive()).as(err()).isTrue();
      Thread.sleep(20);
    }
  }

  private static String[] translate(String... more) {
    return Stream.concat(
            Stream.of(
                "translate",
                "--device",
                "cpu",
                "-m",
                FrozenBundles.folder(FrozenBundles.FORMAT_1).toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void translationLeavesNoHalfFile() throws Exception {
    Path in =
        Files.writeString(
            folder.resolve("in.txt"), "eight hundred and six million and four\n".repeat(300_000));
    Process process = start(translate("-o", folder.resolve("out.txt").toString(), in.toString()));
    await(process, () -> filesInFolder().stream().anyMatch(name -> name.endsWith(".tmp")));

    interrupt(process);

    assertThat(filesInFolder()).containsExactly("err", "in.txt");
  }

  @Test
  void translationDoesNotWaitForTheNextLineOfStandardInput() throws Exception {
    Process process = start(translate("--batch", "1"));
    process.outputWriter().append("forty-two\nseven\n").flush();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("42");

      interrupt(process);
    }
  }

  @Test
  void trainingGoesOnAfterIt() throws Exception {
    Run corpus =
        Run.of(
            "data",
            "make",
            "numbers",
            "--out",
            folder.resolve("data").toString(),
            "--train",
            "2000",
            "--dev",
            "20",
            "--test",
            "10");
    assertThat(corpus.code()).isZero();
    Path run = folder.resolve("run");
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            name: tiny
            data:
              train: {source: '${DATA}/train.en', target: '${DATA}/train.digits'}
              dev: {source: '${DATA}/dev.en', target: '${DATA}/dev.digits'}
            text:
              source: {tokenizer: word}
              target: {tokenizer: char}
            model:
              embedding: {size: 4}
              encoder: {cell: {type: gru, size: 4}}
              decoder: {cell: {type: gru, size: 4}}
            training:
              stop: {updates: 100000}
              validation: {every: 100000, search: greedy}
            """);
    String[] train = {
      "train",
      config.toString(),
      "--data",
      folder.resolve("data").toString(),
      "--run",
      run.toString(),
      "--device",
      "cpu"
    };
    Process process = start(train);
    await(
        process,
        () ->
            Files.exists(run.resolve("metrics.jsonl"))
                && Files.size(run.resolve("metrics.jsonl")) > 0);

    interrupt(process);

    assertThat(err()).contains("; resume the run to go on from here");
    List<String> checkpoints;
    try (Stream<Path> folders = Files.list(run.resolve("checkpoints"))) {
      checkpoints = folders.map(path -> path.getFileName().toString()).toList();
    }
    assertThat(checkpoints).singleElement().asString().matches("update-\\d{9}");
    long update = Long.parseLong(checkpoints.get(0).substring("update-".length()));
    assertThat(update).isBetween(1L, 99_999L);

    Run resumed =
        Run.of(
            Stream.concat(
                    Stream.of(train),
                    Stream.of("--resume", "--set", "training.stop.updates=" + (update + 2)))
                .toArray(String[]::new));

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("Going on from", checkpoints.get(0), "Done after " + (update + 2) + " updates");
    assertThat(run.resolve("bundle/manifest.json")).exists();
    try (Stream<Path> tree = Files.walk(run)) {
      assertThat(tree.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".tmp") || name.endsWith(".writing"));
    }
  }

  @Test
  void aFullDiskBehindStandardOutputIsToldSo() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "no " + full);
    Path in = Files.writeString(folder.resolve("in.txt"), "seven\n");
    Process process = start(ProcessBuilder.Redirect.to(full.toFile()), translate(in.toString()));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.RUNTIME);
    assertThat(err())
        .isEqualTo("dragoman: cannot write to standard output: No space left on device\n");
  }
}
