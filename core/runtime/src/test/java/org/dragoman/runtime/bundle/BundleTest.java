package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.Segmenter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path temporary;

  private final Torch torch = Torch.open(Device.cpu());
  private final Registry registry = TinyTranslator.registry();

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void aSharedPipelineComesBack() {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    Path folder = temporary.resolve("deep/tiny");
    write(tiny, folder, Precision.FLOAT32);

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "MODEL_CARD.md",
            "config.yaml",
            "manifest.json",
            "model.safetensors",
            "subword.codes",
            "vocabulary.txt");
    try (Bundle bundle = open(folder)) {
      assertThat(bundle.config()).isEqualTo(tiny.config());
      assertThat(bundle.modelCard()).isEqualTo("# Tiny, für Tests\n");
      assertThat(bundle.pipelines().shared()).isTrue();
      Segmenter source = bundle.pipelines().source().segmenter();
      assertThat(source.normalizer().cleans()).isTrue();
      assertThat(bundle.pipelines().target().segmenter()).isEqualTo(source.cleaning(false));
      assertThat(bundle.pipelines().source().encode("un\u00ad\u00a0\table"))
          .isEqualTo(bundle.pipelines().source().encode("un able"));
      assertThat(bundle.pipelines().source().encode("unable")).containsExactly(4, 5);
      assertThat(scores(bundle)).containsExactly(scores(tiny), Offset.offset(1e-6f));
    }
  }

  @Test
  void twoPipelinesComeBack() {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.APART);
    Path folder = temporary.resolve("tiny");
    write(tiny, folder, Precision.FLOAT32);

    assertThat(folder.toFile().list())
        .contains("source.vocabulary.txt", "target.vocabulary.txt")
        .doesNotContain("vocabulary.txt", "source.subword.codes");
    try (Bundle bundle = open(folder)) {
      assertThat(bundle.pipelines().shared()).isFalse();
      assertThat(bundle.pipelines().target().decode(List.of(4, 6))).isEqualTo("ja ä");
      assertThat(scores(bundle)).containsExactly(scores(tiny), Offset.offset(1e-6f));
    }
  }

  @Test
  void theLanguagesComeBackWhereTheyAreSaid() {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.APART);
    BundleConfig config = tiny.config();
    Languages languages = new Languages("en", "ja");
    BundleConfig said =
        new BundleConfig(config.name(), languages, config.text(), config.model(), config.search());
    Path folder = temporary.resolve("tiny");
    write(new TinyTranslator(said, tiny.pipelines(), tiny.model()), folder, Precision.FLOAT32);

    assertThat(config.languages()).isNull();
    try (Bundle bundle = open(folder)) {
      assertThat(bundle.config().languages()).isEqualTo(languages);
    }
  }

  @Test
  void float16IsHalfTheSizeAndNearlyAsExact() throws IOException {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.APART);
    Path whole = temporary.resolve("whole");
    Path half = temporary.resolve("half");
    write(tiny, whole, Precision.FLOAT32);
    write(tiny, half, Precision.FLOAT16);

    long numbers =
        tiny.model().parameters().values().stream().mapToLong(p -> p.getShape().size()).sum();
    assertThat(Files.size(whole.resolve("model.safetensors")))
        .isGreaterThan(Files.size(half.resolve("model.safetensors")) + 3 * numbers / 2);
    try (Bundle bundle = open(half)) {
      assertThat(bundle.manifest().weights()).isEqualTo(Precision.FLOAT16);
      assertThat(scores(bundle)).containsExactly(scores(tiny), Offset.offset(0.01f));
    }
  }

  @Test
  void weightsAreInFloat32AndNeedNoGradient() {
    Path folder = temporary.resolve("tiny");
    write(TinyTranslator.of(torch, TinyTranslator.SHARED), folder, Precision.FLOAT16);

    try (Bundle bundle = open(folder)) {
      bundle
          .model()
          .parameters()
          .values()
          .forEach(
              parameter -> {
                NDArray array = parameter.getArray();
                assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
                assertThat(array.hasGradient()).isFalse();
              });
    }
  }

  @Test
  void theManifestSaysWhatTheBundleIsMadeOf() throws IOException {
    Path folder = temporary.resolve("tiny");
    write(TinyTranslator.of(torch, TinyTranslator.SHARED), folder, Precision.FLOAT16);

    try (Bundle bundle = open(folder)) {
      Manifest manifest = bundle.manifest();
      assertThat(manifest.format()).isEqualTo(1);
      assertThat(manifest.plugins())
          .extracting(plugin -> plugin.kind().label() + " " + plugin.name())
          .containsExactly(
              "RNN cell elman",
              "context strategy summary",
              "tokenizer blank",
              "subword model prefix",
              "search strategy beam");
      assertThat(manifest.plugins().get(0).origin()).isEqualTo("elman-1.2.jar");
      assertThat(manifest.plugins().get(0).version()).isEqualTo("1.2");
      assertThat(manifest.files()).hasSize(5);
      for (Manifest.StoredFile file : manifest.files()) {
        Path path = folder.resolve(file.name());
        assertThat(file.bytes()).isEqualTo(Files.size(path));
        assertThat(file.sha256()).isEqualTo(Hashes.sha256(path));
      }
    }
  }

  @Test
  void theSameBundleIsTheSameBytes() throws IOException {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    write(tiny, temporary.resolve("a"), Precision.FLOAT16);
    write(tiny, temporary.resolve("b"), Precision.FLOAT16);

    assertThat(temporary.resolve("a/manifest.json"))
        .hasSameTextualContentAs(temporary.resolve("b/manifest.json"));
  }

  @Test
  void aBundleOnTheClassPathIsOpened() throws IOException {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    write(tiny, temporary.resolve("org/example/tiny"), Precision.FLOAT32);
    URL[] classPath = {temporary.toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
      BundleSource source = BundleSource.classPath("/org/example/tiny/", loader);
      try (Bundle bundle = Bundle.open(source, torch, registry)) {
        assertThat(scores(bundle)).containsExactly(scores(tiny), Offset.offset(1e-6f));
      }
      assertThatThrownBy(
              () -> Bundle.open(BundleSource.classPath("org/none", loader), torch, registry))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "There is no bundle org/none on the class path: no org/none/manifest.json."
                  + " Add the jar that holds it.");
    }
  }

  @Test
  void theClassPathOfTheThreadComesBeforeDragomansOwn() throws IOException {
    Files.createDirectories(temporary.resolve("org/example"));
    Files.writeString(temporary.resolve("org/example/manifest.json"), "{}");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader context = new URLClassLoader(new URL[] {temporary.toUri().toURL()}, null)) {
      thread.setContextClassLoader(context);
      assertThat(BundleSource.classPath("org/example"))
          .isEqualTo(BundleSource.classPath("org/example", context));
      assertThat(BundleSource.classPath("org/other"))
          .isEqualTo(BundleSource.classPath("org/other", BundleSource.class.getClassLoader()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aBundleIsReplaced() throws IOException {
    Path folder = temporary.resolve("tiny");
    TinyTranslator second = TinyTranslator.of(torch, TinyTranslator.APART);
    write(TinyTranslator.of(torch, TinyTranslator.SHARED), folder, Precision.FLOAT32);
    write(second, folder, Precision.FLOAT32);

    try (Bundle bundle = open(folder)) {
      assertThat(bundle.config()).isEqualTo(second.config());
    }
    assertThat(folder.resolve("vocabulary.txt")).doesNotExist();
    assertThat(names(temporary)).containsExactly("tiny");
  }

  @Test
  void theOldBundleStaysWhereTheNewOneCannotBeWritten() throws IOException {
    Path folder = temporary.resolve("tiny");
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    write(tiny, folder, Precision.FLOAT32);
    Map<String, NDArray> weights = Weights.arrays(tiny.model().parameters());
    weights.put("output.weight", torch.manager().create(new float[] {1e30f}));

    assertThatThrownBy(() -> write(tiny, weights, folder, Precision.FLOAT16))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "The bundle "
                + folder
                + " cannot be written. The weight output.weight has values beyond 65504");

    assertThat(names(temporary)).containsExactly("tiny");
    open(folder).close();
  }

  private Path hidden(String ending) {
    return temporary.resolve(".tiny.0b6e8ab4-4c1f-4f43-9a7e-1d1c3f1f2a77." + ending);
  }

  /** Between the two renames that replace a bundle. */
  @Test
  void aKilledReplacementIsUndone() throws IOException {
    Path folder = temporary.resolve("tiny");
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    write(tiny, folder, Precision.FLOAT32);
    Files.move(folder, hidden("old"));
    Files.createDirectory(hidden("tmp"));
    Files.writeString(hidden("tmp").resolve("config.yaml"), "half");

    BundleFolder.recover(folder);

    assertThat(names(temporary)).containsExactly("tiny");
    try (Bundle bundle = open(folder)) {
      assertThat(bundle.config()).isEqualTo(tiny.config());
    }
  }

  @Test
  void theNextBundleClearsWhatAKilledProcessLeft() throws IOException {
    Path folder = temporary.resolve("tiny");
    Path others = Files.createDirectory(temporary.resolve(".tiny.mine.tmp"));
    Files.createDirectory(hidden("tmp"));
    Files.createDirectory(hidden("old"));

    write(TinyTranslator.of(torch, TinyTranslator.SHARED), folder, Precision.FLOAT32);

    assertThat(names(temporary)).containsExactlyInAnyOrder("tiny", ".tiny.mine.tmp");
    assertThat(others).isEmptyDirectory();
    open(folder).close();
  }

  @Test
  void whereNothingWasWrittenThereIsNothingToRecover() throws IOException {
    BundleFolder.recover(temporary.resolve("none/tiny"));

    assertThat(names(temporary)).isEmpty();
  }

  @Test
  void nothingButABundleIsReplaced() throws IOException {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    Path home = Files.createDirectory(temporary.resolve("home")).toRealPath();
    Files.writeString(home.resolve("letters.txt"), "dear");
    Path file = Files.writeString(temporary.resolve("file"), "x").toRealPath();

    assertThatThrownBy(() -> write(tiny, home, Precision.FLOAT32))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "The folder %s holds letters.txt, which is not of a bundle, so it is not replaced. Give another folder."
                .formatted(home));
    assertThatThrownBy(() -> write(tiny, file, Precision.FLOAT32))
        .isInstanceOf(DragomanException.class)
        .hasMessage(file + " is a file; a bundle is a folder. Give the name of a folder.");
    assertThat(home.resolve("letters.txt")).hasContent("dear");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    write(tiny, empty, Precision.FLOAT32);

    open(empty).close();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void write(TinyTranslator tiny, Path folder, Precision precision) {
    write(tiny, Weights.arrays(tiny.model().parameters()), folder, precision);
  }

  private void write(
      TinyTranslator tiny, Map<String, NDArray> weights, Path folder, Precision precision) {
    new BundleWriter(registry)
        .write(folder, tiny.config(), tiny.pipelines(), weights, precision, "# Tiny, für Tests\n");
  }

  private Bundle open(Path folder) {
    return Bundle.open(BundleSource.folder(folder), torch, registry);
  }

  private float[] scores(Bundle bundle) {
    return TinyTranslator.scores(bundle.translator(), torch.manager());
  }

  private float[] scores(TinyTranslator tiny) {
    float[] scores = TinyTranslator.scores(tiny.model(), torch.manager());
    // Weights that were never drawn would all score alike.
    assertThat(Arrays.hashCode(scores)).isNotEqualTo(Arrays.hashCode(new float[scores.length]));
    return scores;
  }
}
