package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.DragomanException.Kind;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.training.config.ConfigDifferenceTest;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.data.Texts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  private static final String IN_USE =
      " is in use by another training process. Wait until it has ended, or choose another folder.";

  @TempDir Path temporary;

  private Path run() {
    return temporary.resolve("runs").resolve("tiny");
  }

  private static void assertRefused(Kind kind, String message, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(DragomanException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessage(message);
  }

  private void create() {
    RunFolder.create(run(), ConfigDifferenceTest.config()).close();
  }

  private void resume(String... overrides) {
    RunFolder.resume(run(), ConfigDifferenceTest.config(overrides), Texts.registry()).close();
  }

  @Test
  void aNewRunHasItsConfigurationAsResolved() throws IOException {
    create();

    assertThat(Files.readString(run().resolve("config.yaml")))
        .contains("name: tiny", "label-smoothing: 0.1", "hold-out: 1000");
  }

  /** As a version wrote it that did not clean. */
  private void createBeforeThereWasCleaning() throws IOException {
    create();
    Path config = run().resolve("config.yaml");
    String text = Files.readString(config);
    assertThat(text).contains("  clean-source: always\n");
    Files.writeString(config, text.replace("  clean-source: always\n", ""));
  }

  @Test
  void aRunOfBeforeThereWasCleaningGoesOnAsItWas() throws IOException {
    createBeforeThereWasCleaning();
    for (int i = 0; i < 2; i++) {
      ConfigTree given = ConfigTree.parse("text: {shared: {}}", "given.yaml");
      assertThat(RunSettings.resumed(given, run()).root().toString())
          .isEqualTo("{\"text\":{\"shared\":{},\"clean-source\":\"translation\"}}");
      resume("text.clean-source=translation");
      assertThat(Files.readString(run().resolve("config.yaml")))
          .contains("clean-source: translation");
    }
    assertThatThrownBy(() -> resume("text.clean-source=always"))
        .hasMessageContaining("text.clean-source: \"translation\" in the run, \"always\" now");
  }

  @Test
  void aConfigurationThatSaysWhenItCleansIsNotChanged() throws IOException {
    createBeforeThereWasCleaning();
    ConfigTree never = ConfigTree.parse("text: {shared: {}, clean-source: never}", "given.yaml");
    assertThat(RunSettings.resumed(never, run())).isEqualTo(never);
    ConfigTree given = ConfigTree.parse("text: {shared: {}}", "given.yaml");
    assertThat(RunSettings.resumed(given, run().resolve("none"))).isEqualTo(given);
    create();
    assertThat(RunSettings.resumed(given, run()).root().path("text").path("clean-source").asText())
        .isEqualTo("always");
  }

  @Test
  void aFolderThatHoldsARunIsNotTakenForANewOne() throws IOException {
    create();
    Files.writeString(run().resolve("metrics.jsonl"), "{\"update\": 1}\n");

    assertRefused(
        Kind.CONFIGURATION,
        run() + " holds a run already. Resume it, choose another folder, or remove it.",
        this::create);
  }

  @Test
  void checkpointsWithoutAConfigurationAreARunToo() throws IOException {
    Files.createDirectories(run().resolve("checkpoints"));

    assertThatThrownBy(this::create).hasMessageContaining("holds a run already");
  }

  @Test
  void aRunThatFailedBeforeItBeganMayBeginAnew() throws IOException {
    create();
    Files.createDirectories(run().resolve("text"));
    Files.writeString(run().resolve("text").resolve("vocabulary.txt"), "of another configuration");
    Files.createFile(run().resolve("metrics.jsonl"));
    create();

    assertThat(run().resolve("config.yaml")).exists();
    assertThat(run().resolve("text")).doesNotExist();
  }

  /** Every file below a folder, with its content. */
  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  private void assertUntouched(String reason) throws IOException {
    Map<String, String> before = content(run());
    assertThatThrownBy(this::create)
        .isInstanceOfSatisfying(
            DragomanException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .hasMessageContaining(reason);
    assertThat(content(run())).isEqualTo(before);
  }

  private Path user(String name) throws IOException {
    Path file = run().resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, "a user's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.yaml",
        "manifest.json",
        "rollbacks.json",
        "text/a.en",
        "text/vocabulary.txt",
        "letter.txt",
        ".hidden",
        "scratch/notes",
        "bundle/model.safetensors"
      })
  void aFolderOfTheUsersOwnIsRefusedAndLeftAsItIs(String name) throws IOException {
    user(name);
    assertUntouched("is neither empty nor the folder of a run");
    assertThat(run().resolve("run.lock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/a.en",
        "text/more/vocabulary.txt",
        "notes.txt",
        "scratch/my-notes.txt",
        "d/e"
      })
  void aRunThatFailedIsNotReplacedWhereAUsersFileIsBesideIt(String name) throws IOException {
    create();
    user("text/vocabulary.txt");
    user(name);
    assertUntouched("it holds " + run());
  }

  @Test
  void aBundleIsNoFolderForARun() throws IOException {
    for (String name : List.of("config.yaml", "manifest.json", "model.safetensors")) {
      user(name);
    }
    assertUntouched("Choose a new or empty folder.");
    // As an earlier version left it.
    user("run.lock");
    assertUntouched("it holds " + run().resolve("model.safetensors"));
  }

  @Test
  void aConfigurationOfTheUsersIsNoRunToResume() throws IOException {
    create();
    Path config = run().resolve("config.yaml");
    Files.delete(run().resolve("run.lock"));
    String before = "# mine\n" + Files.readString(config);
    Files.writeString(config, before);
    assertThatThrownBy(this::resume).hasMessageContaining("holds no run to resume");
    assertThat(content(run())).isEqualTo(Map.of("config.yaml", before));
  }

  /** Their lock was not there yet. */
  @Test
  void aRunOfAnEarlierVersionGoesOn() throws IOException {
    create();
    Files.delete(run().resolve("run.lock"));
    Files.createDirectories(run().resolve("checkpoints"));
    user("notes.txt");
    resume();
    assertThat(run().resolve("notes.txt")).hasContent("a user's");
  }

  @Test
  void aReadyFileInAFailedRunIsNotRemoved() throws IOException {
    create();
    Path vocabulary = user("text/vocabulary.txt");
    Map<String, String> before = content(run());
    RunConfig config = ConfigDifferenceTest.config("text.shared.vocabulary.file=" + vocabulary);
    assertThatThrownBy(() -> RunFolder.create(run(), config))
        .hasMessageContaining(
            "is the same file as text.shared.vocabulary.file "
                + vocabulary
                + ", which is read and would be lost");
    assertThat(content(run())).isEqualTo(before);
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createDirectories(run().getParent());
    Files.createSymbolicLink(run(), real);
    create();
    resume();
    assertThat(real.resolve("config.yaml")).exists();
    assertThat(run()).isSymbolicLink();
  }

  @Test
  void thereMustBeARunToResume() {
    assertRefused(
        Kind.CONFIGURATION,
        run() + " holds no run to resume. Begin one, or name the folder of the run.",
        this::resume);
    assertThat(run()).doesNotExist();
  }

  @Test
  void aRunIsResumedWithOtherWaysOfTraining() throws IOException {
    create();
    resume("training.batch.size=7");

    assertThat(Files.readString(run().resolve("config.yaml"))).contains("size: 7");
  }

  @Test
  void aRunIsNotResumedWithAnotherModel() throws IOException {
    create();

    assertRefused(
        Kind.CONFIGURATION,
        """
        The configuration is not that of the run in %s, which can be resumed only by the same data, text, model, seed and BLEU of validations:
          data.train.source: "a.en" in the run, "b.en" now
          model.embedding.size: 256 in the run, 8 now
        Train it anew in another folder, or give the run's own configuration, %s."""
            .formatted(run(), run().resolve("config.yaml")),
        () -> resume("model.embedding.size=8", "data.train.source=b.en", "training.clip-norm=5"));
    assertThat(Files.readString(run().resolve("config.yaml"))).doesNotContain("b.en");
    resume();
  }

  /** Between the two renames that replace a bundle. */
  @Test
  void aBundleWhoseReplacementWasKilledIsBack() throws IOException {
    create();
    Path old = run().resolve(".bundle.0b6e8ab4-4c1f-4f43-9a7e-1d1c3f1f2a77.old");
    Files.createDirectory(old);
    Files.writeString(old.resolve("manifest.json"), "{}");
    resume();

    assertThat(run().resolve("bundle/manifest.json")).hasContent("{}");
    assertThat(old).doesNotExist();
  }

  @Test
  void aFolderInUseIsRefused() {
    try (RunFolder first = RunFolder.create(run(), ConfigDifferenceTest.config())) {
      assertThat(first.files().bundle()).isEqualTo(run().resolve("bundle"));
      assertRefused(Kind.CONFIGURATION, run() + IN_USE, this::create);
      assertRefused(Kind.CONFIGURATION, run() + IN_USE, this::resume);
    }
    resume();
  }

  /** On POSIX systems a file's locks go when any channel of it is closed. */
  @Test
  void aRunThatWasRefusedDoesNotTakeTheLockOff() throws Exception {
    try (RunFolder first = RunFolder.create(run(), ConfigDifferenceTest.config())) {
      assertThat(first.files().config()).exists();
      assertRefused(Kind.CONFIGURATION, run() + IN_USE, this::resume);
      Process other = holder();
      try {
        assertThat(other.getInputStream().read()).isEqualTo(-1);
      } finally {
        other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefused() throws Exception {
    create();
    Process other = holder();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('+');
      assertRefused(Kind.CONFIGURATION, run() + IN_USE, this::resume);
    } finally {
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    resume();
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            run().toString())
        .redirectError(temporary.resolve("holder.log").toFile())
        .start();
  }

  /** A process that has a run's folder until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      RunLock lock = RunLock.take(Path.of(arguments[0]), Path.of(arguments[0], "run.lock"));
      System.out.write('+');
      System.out.flush();
      Thread.sleep(60_000);
      lock.close();
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Files.createDirectories(run().resolveSibling(""));
    Files.writeString(run(), "a file");

    assertRefused(
        Kind.CONFIGURATION,
        run() + " is a file; a run needs a folder. Choose another one.",
        this::create);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path parent = Files.createDirectories(run().resolveSibling(""));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(parent), "root may write anywhere");
      assertRefused(
          Kind.RUNTIME,
          "Cannot write the run folder " + run() + ": permission denied. Choose another one.",
          this::create);
    } finally {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
