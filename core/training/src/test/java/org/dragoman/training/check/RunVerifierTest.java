package org.dragoman.training.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.training.check.RunCheck.Outcome;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.run.RunManifest;
import org.dragoman.training.run.TinyRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifest of a run, and what is held against it. */
class RunVerifierTest {
  private static final String TEST =
      "data.test={source: \"${DATA}/test.in\", target: \"${DATA}/test.out\"}";

  @TempDir Path folder;
  private TinyRun tiny;
  private Path run;

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
    run = folder.resolve("run");
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  private List<RunCheck> checks() {
    return new RunVerifier(run, tiny.torch, tiny.registry).check();
  }

  private static List<String> failed(List<RunCheck> checks) {
    return checks.stream()
        .filter(check -> check.outcome() == Outcome.FAILED)
        .map(RunCheck::what)
        .toList();
  }

  private RunManifest manifest() {
    return RunManifest.read(run.resolve("manifest.json")).orElseThrow();
  }

  @Test
  void aRunThatNobodyTouchedIsAsItsManifestSays() {
    tiny.start(run, TrainingListener.NONE, TEST);
    List<RunCheck> checks = checks();
    assertThat(failed(checks)).isEmpty();
    assertThat(checks)
        .extracting(RunCheck::what)
        .contains(
            "config.yaml",
            "text/source.vocabulary.txt",
            "data.train",
            "data.dev",
            "data.test",
            "checkpoints/update-000000024-validated",
            "bundle",
            "bundle/model.safetensors");
    RunCheck score = new RunVerifier(run, tiny.torch, tiny.registry).score();
    assertThat(score.outcome()).isEqualTo(Outcome.OK);
    RunManifest.Result result = Objects.requireNonNull(manifest().result());
    assertThat(score.detail()).isEqualTo(result.testScore()).contains("version:dragoman");
    assertThat(result.updates()).isEqualTo(24);
    RunManifest.Environment environment = manifest().sessions().get(0).environment();
    assertThat(environment.engine()).startsWith("PyTorch 2.");
    assertThat(environment.device()).isEqualTo("cpu()");
    assertThat(environment.threads()).isPositive();
  }

  @Test
  void whatItWasMadeFromBesidesCorporaIsChecked() throws IOException {
    Path weights = folder.resolve("weights.txt");
    Files.writeString(weights, "ab\t2\n");
    tiny.start(run, TrainingListener.NONE, "training.loss={word-weights: '%s'}".formatted(weights));
    Path finer = folder.resolve("finer");
    tiny.start(finer, TrainingListener.NONE, "training.from=" + run.resolve("bundle"));
    run = finer;
    assertThat(checks()).contains(new RunCheck("training.from", Outcome.OK, ""));

    run = folder.resolve("run");
    assertThat(checks()).contains(new RunCheck("training.loss.word-weights", Outcome.OK, ""));
    append(weights, "ba\t2\n");
    assertThat(failed(checks())).containsExactly("training.loss.word-weights");
    Files.delete(weights);
    assertThat(checks())
        .contains(
            new RunCheck("training.loss.word-weights", Outcome.SKIPPED, weights + " is not there"));
  }

  @Test
  void whatWasChangedFails() throws IOException {
    tiny.start(run, TrainingListener.NONE, TEST);
    append(run.resolve("config.yaml"), "# changed\n");
    append(run.resolve("text/target.vocabulary.txt"), "new\n");
    append(tiny.data.resolve("train.in"), "ab\n");
    append(tiny.data.resolve("train.out"), "ab\n");
    append(run.resolve("checkpoints/update-000000024-validated/progress.json"), " ");
    Files.delete(run.resolve("checkpoints/update-000000016-validated/model.safetensors"));
    append(run.resolve("bundle/source.vocabulary.txt"), "new\n");
    Files.delete(tiny.data.resolve("dev.in"));
    List<RunCheck> checks = checks();
    assertThat(failed(checks))
        .containsExactly(
            "config.yaml",
            "text/target.vocabulary.txt",
            "data.train",
            "checkpoints/update-000000016-validated",
            "checkpoints/update-000000024-validated",
            "bundle");
    assertThat(checks)
        .contains(
            new RunCheck(
                "data.dev", Outcome.SKIPPED, tiny.data.resolve("dev.in") + " is not there"));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8) + text);
  }

  @Test
  void aResumeRecordsWhatChanged() {
    tiny.start(run, TinyRun.interruptAfter(11), TEST);
    assertThat(manifest().result()).isNull();
    assertThat(checks()).contains(new RunCheck("result", Outcome.SKIPPED, "training is not done"));
    tiny.resume(run, TrainingListener.NONE, TEST, "training.batch.size=4");
    assertThat(manifest().sessions()).hasSize(2);
    assertThat(manifest().sessions().get(0).changes()).isEmpty();
    assertThat(manifest().sessions().get(1).fromUpdate()).isEqualTo(11);
    assertThat(manifest().sessions().get(1).changes())
        .containsExactly("training.batch.size: 8 in the run, 4 now");
    assertThat(failed(checks())).isEmpty();
    assertThatThrownBy(() -> replay("again"))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            run
                + " was resumed after update 11 with another configuration (training.batch.size: 8 in the run, 4 now), so no single one gives it.");
  }

  private List<RunCheck> replay(String into) {
    return new RunReplay(run, folder.resolve(into), tiny.torch, tiny.registry)
        .compare(TrainingListener.NONE);
  }

  @Test
  void aReplayComesToTheSame() throws IOException {
    // Stopped on the way, and ended by time: neither makes a difference.
    tiny.start(run, TinyRun.interruptAfter(11), TEST);
    tiny.resume(run, TrainingListener.NONE, TEST);
    List<RunCheck> same = replay("same");
    assertThat(failed(same)).isEmpty();
    assertThat(same).contains(new RunCheck("replay of losses", Outcome.OK, "24 updates"));
    assertThat(same).hasSize(4);

    Path corpus = tiny.data.resolve("train.in");
    Files.write(corpus, Files.readAllLines(corpus).stream().map(line -> line + " d").toList());
    List<RunCheck> other = replay("other");
    assertThat(other.get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(other.get(0).detail()).startsWith("update 1: ").contains(" in the run, ");
    assertThat(failed(other)).hasSize(4);
  }

  @Test
  void whatIsNoRunIsTold() throws IOException {
    assertThatThrownBy(this::checks)
        .isInstanceOf(DragomanException.class)
        .hasMessage(run + " holds no run: it has no config.yaml.");
    tiny.start(run, TrainingListener.NONE, TEST);
    Files.writeString(run.resolve("manifest.json"), "{\"format\": 1,");
    assertThatThrownBy(this::checks)
        .hasMessageStartingWith(run.resolve("manifest.json") + " cannot be read: ");
    Files.delete(run.resolve("manifest.json"));
    assertThatThrownBy(this::checks).hasMessageStartingWith(run + " has no manifest.json: ");
  }
}
