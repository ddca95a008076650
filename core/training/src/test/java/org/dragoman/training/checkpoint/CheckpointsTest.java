package org.dragoman.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.guard.Divergence;
import org.dragoman.training.loop.Log;
import org.dragoman.training.loop.Weight;
import org.dragoman.training.optimizer.AverageConfig;
import org.dragoman.training.optimizer.AveragedWeights;
import org.dragoman.training.optimizer.LearningRate;
import org.dragoman.training.optimizer.Optimizer;
import org.dragoman.training.optimizer.OptimizerConfig;
import org.dragoman.training.optimizer.WeightState;
import org.dragoman.training.validation.BestValidation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {
  private static final Torch TORCH = Torch.open(Device.cpu());
  private static final OptimizerConfig CONFIG =
      new OptimizerConfig(OptimizerConfig.OptimizerType.ADAM, 0.1, 0.9, 0.99, 1e-8, 0, 0);

  @TempDir Path run;

  @AfterAll
  static void close() {
    TORCH.close();
  }

  private static WeightState state(Map<String, Parameter> weights) {
    return new WeightState(
        Optimizer.of(TORCH, CONFIG, weights),
        new AveragedWeights(TORCH, new AverageConfig(0.5), weights));
  }

  private Path folder() {
    return run.resolve("checkpoints");
  }

  private static Map<String, Parameter> weights(float... values) {
    return Map.of("w", Weight.of(TORCH, "w", values));
  }

  private static Progress progress(long update) {
    return progress(update, 40);
  }

  private static Progress progress(long update, long validatedAt) {
    return new Progress(
        update,
        3,
        17,
        99,
        "batches of 8",
        12.5,
        validatedAt,
        new BestValidation(40, Double.NaN, 12.25, "BLEU = 12.25"),
        2,
        new LearningRate.State(0.25, 1),
        update - 1,
        1,
        new Divergence.State(update, 2, 2.5, 1.5, 0));
  }

  private void save(long update, float weight) {
    save(progress(update), weight);
  }

  private void save(Progress progress, float weight) {
    Map<String, Parameter> weights = weights(weight, -weight);
    try (WeightState adam = state(weights)) {
      new Checkpoints(folder(), 2).save(progress, new Checkpoints.Contents(weights, adam, null));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private Optional<Progress> restore(Map<String, Parameter> weights) {
    try (WeightState adam = state(weights);
        GradMode off = GradMode.off()) {
      return new Checkpoints(folder(), 2)
          .restore(
              TORCH.manager(), new Checkpoints.Contents(weights, adam, null), progress -> true);
    }
  }

  private Path file(long update, String name) {
    return folder().resolve("update-%09d".formatted(update)).resolve(name);
  }

  @Test
  void whatIsSavedIsRestored() {
    Map<String, Parameter> weights = weights(0.1f, 2, -3e-20f);
    Map<String, Parameter> others = weights(0, 0, 0);
    try (WeightState adam = state(weights);
        WeightState restored = state(others);
        GradMode off = GradMode.off()) {
      Weight.addGradient(TORCH, weights.get("w"), 1, 1e-9f, -7);
      adam.optimizer().step(0.1, 1);
      adam.average().add(1);
      new Checkpoints(folder(), 2)
          .save(progress(50), new Checkpoints.Contents(weights, adam, null));
      Optional<Progress> found =
          new Checkpoints(folder(), 2)
              .restore(
                  TORCH.manager(),
                  new Checkpoints.Contents(others, restored, null),
                  progress -> true);

      assertThat(found).contains(progress(50));
      assertThat(others.get("w").getArray().toFloatArray())
          .isEqualTo(weights.get("w").getArray().toFloatArray());
      adam.arrays()
          .forEach(
              (name, array) ->
                  assertThat(restored.arrays().get(name).toFloatArray())
                      .isEqualTo(array.toFloatArray()));
      assertThat(restored.optimizer().steps()).isEqualTo(49);
    }
  }

  @Test
  void withoutACheckpointNothingIsRestored() {
    Map<String, Parameter> weights = weights(5, 6);

    assertThat(restore(weights)).isEmpty();
    assertThat(weights.get("w").getArray().toFloatArray()).containsExactly(5, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "model.safetensors,cut", "model.safetensors,altered", "model.safetensors,missing",
    "optimizer.safetensors,cut", "optimizer.safetensors,altered", "optimizer.safetensors,missing",
    "progress.json,cut", "progress.json,altered", "progress.json,missing"
  })
  void aDamagedOneIsPassedOverForTheOneBefore(String name, String damage) throws IOException {
    save(10, 1);
    save(20, 2);
    Path file = file(20, name);
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "cut" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
      case "altered" -> {
        bytes[bytes.length - 2] ^= 4;
        Files.write(file, bytes);
      }
      default -> Files.delete(file);
    }
    Log log = Log.of(Checkpoints.class);
    Map<String, Parameter> weights = weights(0, 0);

    assertThat(restore(weights)).map(Progress::update).contains(10L);
    assertThat(weights.get("w").getArray().toFloatArray()).containsExactly(1, -1);
    assertThat(log.messages().get(0))
        .startsWith("Checkpoint " + folder().resolve("update-000000020") + " cannot be used: ")
        .contains(name);
  }

  @Test
  void whereNoneCanBeUsedTrainingDoesNotBeginAnew() throws IOException {
    save(10, 1);
    Files.delete(file(10, "model.safetensors"));

    assertThatThrownBy(() -> restore(weights(0, 0)))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "None of the 1 checkpoints in "
                + folder()
                + " can be used; the log says why. Begin a new run in another folder; the best model so far is still in the run's bundle.");
  }

  @Test
  void aModelOfAnotherShapeIsNotFilled() {
    save(10, 1);

    assertThatThrownBy(() -> restore(weights(0, 0, 0))).isInstanceOf(DragomanException.class);
  }

  @Test
  void anEarlierVersionsKnowsNoPlan() throws IOException {
    save(10, 1);
    Path file = file(10, "progress.json");
    Files.writeString(
        file, Files.readString(file).replaceAll("(?m)^ *\"(batches|plan)\".*\\R", ""));
    Checksums.write(
        file.resolveSibling(""),
        List.of("model.safetensors", "optimizer.safetensors", "progress.json"));

    assertThat(restore(weights(0, 0)))
        .hasValueSatisfying(
            progress -> {
              assertThat(progress.plan()).isNull();
              assertThat(progress.batch()).isEqualTo(17);
            });
  }

  @Test
  void theNewestAreKept() throws IOException {
    for (int update : new int[] {5, 9, 10, 100}) {
      save(update, update);
    }

    assertThat(names()).containsExactly("update-000000010", "update-000000100");
    assertThat(restore(weights(0, 0))).map(Progress::update).contains(100L);
  }

  @Test
  void whatAKilledProcessLeftIsHarmless() throws IOException {
    Path half = Files.createDirectories(folder().resolve(".writing"));
    Files.writeString(half.resolve("model.safetensors"), "half");

    assertThat(restore(weights(0, 0))).isEmpty();
    save(10, 1);
    assertThat(half).doesNotExist();
    assertThat(restore(weights(0, 0))).map(Progress::update).contains(10L);
  }

  @Test
  void theOneBeforeAValidationIsThereUntilTheOneAfterItIs() throws IOException {
    save(progress(10, 0), 1);
    assertThat(names()).containsExactly("update-000000010");
    save(progress(10, 10), 2);

    assertThat(names()).containsExactly("update-000000010-validated");
    Map<String, Parameter> weights = weights(0, 0);
    assertThat(restore(weights)).contains(progress(10, 10));
    assertThat(weights.get("w").getArray().toFloatArray()).containsExactly(2, -2);

    save(progress(20, 10), 3);
    assertThat(names()).containsExactly("update-000000010-validated", "update-000000020");
  }

  @Test
  void damagedOnesThatArePassedOverDoNotCountAsKept() throws IOException {
    save(10, 1);
    save(20, 2);
    Files.delete(file(20, "progress.json"));
    assertThat(restore(weights(0, 0))).map(Progress::update).contains(10L);
    assertThat(names()).containsExactly("update-000000010");

    save(11, 3);
    assertThat(names()).containsExactly("update-000000010", "update-000000011");
    assertThat(restore(weights(0, 0))).map(Progress::update).contains(11L);
  }

  @Test
  void anInterruptedThreadRestoresAllTheSame() {
    save(10, 1);
    Thread.currentThread().interrupt();
    try {
      assertThat(restore(weights(0, 0))).isPresent();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder(), "a file");

    assertThatThrownBy(() -> save(10, 1))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("Cannot write checkpoint " + folder())
        .hasMessageEndingWith(
            "Check the disk and resume the run, which goes on from the last one.");
  }

  @Test
  void anInterruptedThreadSavesAllTheSame() {
    Thread.currentThread().interrupt();
    try {
      save(10, 1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(restore(weights(0, 0))).isPresent();
  }

  @Test
  void aCheckpointIsThatOfItsUpdate() throws IOException {
    save(10, 1);
    save(progress(10, 10), 1);
    assertThat(names()).containsExactly("update-000000010-validated");
    save(20, 2);
    save(progress(20, 20), 2);
    save(30, 3);
    assertThat(names()).containsExactly("update-000000020-validated", "update-000000030");
  }

  /** Such as an earlier version left, or a process that was killed between the two. */
  @Test
  void twoOfOneUpdateCountOnce() throws IOException {
    save(10, 1);
    save(20, 2);
    copy("update-000000020", "update-000000020-validated");
    assertThat(new Checkpoints(folder(), 2).whole())
        .containsExactly(
            folder().resolve("update-000000020-validated"), folder().resolve("update-000000010"));
    save(30, 3);
    assertThat(names()).containsExactly("update-000000020-validated", "update-000000030");
  }

  @Test
  void aDamagedOneOfTwoIsPassedOverForTheOther() throws IOException {
    save(20, 2);
    copy("update-000000020", "update-000000020-validated");
    Files.writeString(folder().resolve("update-000000020-validated/model.safetensors"), "damaged");
    Map<String, Parameter> weights = weights(0, 0);
    assertThat(restore(weights)).map(Progress::update).contains(20L);
    assertThat(weights.get("w").getArray().toFloatArray()).containsExactly(2, -2);
    assertThat(names()).containsExactly("update-000000020");
  }

  @Test
  void aDamagedOneIsNotWhole() throws IOException {
    save(10, 1);
    save(20, 2);
    Files.writeString(file(20, "model.safetensors"), "damaged");
    assertThat(new Checkpoints(folder(), 2).whole())
        .containsExactly(folder().resolve("update-000000010"));
  }

  @Test
  void updatesAreOrderedByTheirNumber() throws IOException {
    save(999_999_999, 1);
    save(1_000_000_000, 2);
    assertThat(new Checkpoints(folder(), 2).newest())
        .contains(folder().resolve("update-1000000000"));
  }

  @Test
  void whatTheUserPutThereStays() throws IOException {
    Files.createDirectories(folder().resolve("update-of-mine"));
    save(10, 1);
    Files.writeString(file(10, "notes.txt"), "a user's");
    save(20, 2);
    save(30, 3);
    assertThat(names())
        .containsExactly(
            "update-000000010.kept", "update-000000020", "update-000000030", "update-of-mine");
    assertThat(folder().resolve("update-000000010.kept").toFile().list())
        .containsExactly("notes.txt");
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder().resolve(to));
    try (Stream<Path> files = Files.list(folder().resolve(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder().resolve(to).resolve(file.getFileName()));
      }
    }
  }
}
