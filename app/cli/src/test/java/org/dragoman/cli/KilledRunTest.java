package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training whose process is killed ends as one that was left alone. {@code .ci/bench kills} is
 * the long form.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledRunTest {
  private static final int KILLS = 2;
  private static final int UPDATES = 300;

  @TempDir private Path folder;

  private Process train(String run, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Dragoman.class.getName());
    command.addAll(List.of("train", folder.resolve("config.yaml").toString()));
    command.addAll(List.of("--run", folder.resolve(run).toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void trainToTheEnd(String run, String... more) {
    Run trained =
        Run.of(
            Stream.concat(
                    Stream.of("train", folder.resolve("config.yaml").toString()),
                    Stream.concat(
                        Stream.of("--run", folder.resolve(run).toString()), Stream.of(more)))
                .toArray(String[]::new));
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  private void configure() throws IOException {
    Path text = folder.resolve("text");
    Files.write(
        text,
        new Random(1)
            .ints(400, 1, 1 << 16)
            .mapToObj(number -> Integer.toBinaryString(number).replace("", " ").strip())
            .toList());
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: killed
        data: {train: {source: '%1$s', target: '%1$s'}, hold-out: 20}
        text: {shared: {tokenizer: whitespace}}
        model:
          embedding: {size: 8}
          encoder: {cell: {type: gru, size: 8}}
          decoder: {cell: {type: gru, size: 8}}
          dropout: {layers: 0.1}
        training:
          batch: {size: 8}
          average: {decay: 0.9}
          stop: {updates: %2$d, epochs: 0}
          validation: {every: 100, samples: 0}
          checkpoint: {every: 5}
        """
            .formatted(text, UPDATES));
  }

  @Test
  void endsAsOneThatWasLeftAlone() throws Exception {
    configure();
    trainToTheEnd("alone");

    Random random = new Random();
    String[] resume = {};
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = train("killed", resume);
      await(process, updates("killed") + 20);
      if (kill % 2 == 0) {
        Path writing = folder.resolve("killed/checkpoints/.writing");
        while (process.isAlive() && !Files.exists(writing)) {
          Thread.onSpinWait();
        }
      } else {
        Thread.sleep(random.nextInt(100));
      }
      process.destroyForcibly().waitFor();
      resume = new String[] {"--resume"};
    }
    assertThat(updates("killed")).as("updates when it was killed last").isLessThan(UPDATES);
    trainToTheEnd("killed", resume);

    assertThat(folder.resolve("killed/bundle/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("alone/bundle/model.safetensors"));
    for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
      assertThat(lastCheckpoint("killed").resolve(file))
          .hasSameBinaryContentAs(lastCheckpoint("alone").resolve(file));
    }
  }

  private void await(Process process, long updates) throws Exception {
    while (process.isAlive() && updates("killed") < updates) {
      Thread.sleep(5);
    }
    assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
  }

  /** Lines of the log of updates. */
  private long updates(String run) throws IOException {
    Path metrics = folder.resolve(run).resolve("metrics.jsonl");
    if (!Files.exists(metrics)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(metrics)) {
      return lines.count();
    }
  }

  private Path lastCheckpoint(String run) throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve(run).resolve("checkpoints"))) {
      return found.max(Path::compareTo).orElseThrow();
    }
  }
}
