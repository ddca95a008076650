package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.SafeTensors;
import org.dragoman.training.loop.TrainingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers, averages, accumulation and guards in whole runs of a tiny model. */
class OptimizationTest {
  @TempDir Path folder;
  private TinyRun tiny;

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.optimizer={type: sgd, momentum: 0.9, learning-rate: 0.5}",
        "training.optimizer={type: adamw, learning-rate: 0.01}",
        "training.optimizer={type: adafactor, learning-rate: 0.05}",
        "training.average.decay=0.9",
        "training.accumulate=3",
        "training.schedule={type: cosine, updates: 20, warmup: 4}",
        "training.teacher-forcing={type: scheduled, decay: constant, start: 0.5, feed: sample}",
        "training.regime={type: truncated-bptt, window: 2, depth: 3}",
        "training.clip-value=0.01",
      })
  void aRunGoesOnToTheSameWeights(String option) throws IOException {
    Path full = folder.resolve("full");
    Path stopped = folder.resolve("stopped");
    assertThat(tiny.start(full, TrainingListener.NONE, option)).isTrue();
    assertThat(tiny.start(stopped, TinyRun.interruptAfter(11), option)).isFalse();
    assertThat(tiny.resume(stopped, TrainingListener.NONE, option)).isTrue();
    assertThat(TinyRun.newest(stopped)).isEqualTo(TinyRun.newest(full));
    assertThat(Files.readAllBytes(stopped.resolve("bundle/model.safetensors")))
        .isEqualTo(Files.readAllBytes(full.resolve("bundle/model.safetensors")));
    assertThat(losses(full)).hasSize(24).doesNotContain("NaN");
  }

  private static List<String> losses(Path run) throws IOException {
    return TinyRun.metrics(run, "gradientNorm");
  }

  @Test
  void theBundleHasTheAverages() throws IOException {
    Path run = folder.resolve("run");
    tiny.start(
        run,
        TrainingListener.NONE,
        "training.average.decay=0.9",
        "training.validation.every=24",
        "training.checkpoint.keep=1");
    Path checkpoint = Path.of(TinyRun.checkpoints(run).lastEntry().getValue());
    Map<String, float[]> state = tensors(checkpoint.resolve("optimizer.safetensors"));
    Map<String, float[]> weights = tensors(checkpoint.resolve("model.safetensors"));
    tensors(run.resolve("bundle/model.safetensors"))
        .forEach(
            (name, values) -> {
              assertThat(values).as(name).isEqualTo(state.get("average." + name));
              assertThat(values).as(name).isNotEqualTo(weights.get(name));
            });
  }

  @Test
  void whatIsFrozenStaysAsItWas() throws IOException {
    Path run = folder.resolve("run");
    String freeze = "training.freeze=[source_embedding.*, encoder.*]";
    for (String regime : new String[] {"bptt", "truncated-bptt"}) {
      Path of = run.resolve(regime);
      tiny.start(of, TrainingListener.NONE, freeze, "training.regime.type=" + regime);
      TreeMap<String, String> all = TinyRun.checkpoints(of);
      Map<String, float[]> first =
          tensors(Path.of(all.firstEntry().getValue(), "model.safetensors"));
      Map<String, float[]> last = tensors(Path.of(all.lastEntry().getValue(), "model.safetensors"));
      first.forEach(
          (name, values) -> {
            boolean frozen = name.startsWith("source_embedding") || name.startsWith("encoder");
            assertThat(Arrays.equals(last.get(name), values)).as(name).isEqualTo(frozen);
          });
    }
    assertThatThrownBy(
            () ->
                tiny.start(
                    folder.resolve("wrong"), TrainingListener.NONE, "training.freeze=[encodr.*]"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("training.freeze: no weight is called 'encodr.*'.");
  }

  /** The rate rises until the loss does; then the run goes back, each time with half of it. */
  @Test
  void aRunThatDivergesGoesBackAndSlowsDown() throws IOException {
    String[] options = {
      "training.optimizer={type: sgd, learning-rate: 60}",
      "training.schedule.warmup=300",
      "training.clip-norm=0",
      "training.guard={factor: 1, margin: 0.3, rollbacks: 2}",
      "training.validation.every=100",
      "training.checkpoint.every=10",
      "training.stop.updates=300",
    };
    Path full = folder.resolve("full");
    try {
      tiny.start(full, TrainingListener.NONE, options);
    } catch (DragomanException e) {
      assertThat(e)
          .hasMessageContaining("training has gone back to a checkpoint 2 times")
          .hasMessageStartingWith("The loss");
    }
    assertThat(TinyRun.metrics(full, "rolledBackFrom")).isNotEmpty();
    assertThat(full.resolve("rollbacks.json")).exists();
  }

  private Map<String, float[]> tensors(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        NDManager scope = tiny.torch.manager().newSubManager()) {
      Map<String, float[]> values = new TreeMap<>();
      SafeTensors.read(in, file.toString(), scope)
          .tensors()
          .forEach((name, array) -> values.put(name, array.toFloatArray()));
      return values;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
