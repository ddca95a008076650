package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleMessagesTest {
  @TempDir Path temporary;

  private final Torch torch = Torch.open(Device.cpu());
  private final Registry registry = TinyTranslator.registry();
  private Path folder;
  private Map<String, NDArray> weights;

  @BeforeEach
  void writeBundle() {
    folder = temporary.resolve("tiny");
    weights = Weights.arrays(TinyTranslator.of(torch, TinyTranslator.SHARED).model().parameters());
    write();
  }

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void noFolder() {
    Path none = temporary.resolve("none");

    assertMessage(none, "The bundle " + none + " does not exist.");
  }

  @Test
  void aFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("tiny.zip"), "x");

    assertMessage(
        file, file + " is a file; a bundle is a folder. Unpack it first if it is an archive.");
  }

  @Test
  void anotherFolder() {
    assertMessage(
        temporary,
        temporary
            + " is not a bundle: it has no manifest.json. Give the folder that holds manifest.json"
            + " and model.safetensors.");
  }

  @Test
  void aRunMeansItsBundle() throws IOException {
    Path run = Files.createDirectories(temporary.resolve("run"));
    Files.writeString(run.resolve("config.yaml"), "name: run\n");
    String noBundleYet =
        run
            + " is the folder of a training run that has no bundle yet. A run writes its bundle at"
            + " the first validation.";
    assertMessage(run, noBundleYet);

    Files.writeString(run.resolve("manifest.json"), "{\"run\": 1}");
    Files.writeString(run.resolve("metrics.jsonl"), "");
    assertMessage(run, noBundleYet);
    assertMessage(run.resolve("bundle"), noBundleYet);

    Files.move(folder, run.resolve("bundle"));
    assertThat(BundleFolder.of(run)).isEqualTo(run.resolve("bundle"));
    assertThat(BundleFolder.of(run.resolve("bundle"))).isEqualTo(run.resolve("bundle"));
    open(run);
  }

  @Test
  void aBundleThatLacksItsWeightsIsNoRun() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));

    assertThat(BundleFolder.of(folder)).isEqualTo(folder);
  }

  @Test
  void aMalformedManifest() throws IOException {
    edit("manifest.json", text -> text.substring(0, 60));
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> open(folder))
        .withMessageStartingWith(folder.resolve("manifest.json") + ", line ")
        .withMessageEndingWith("\nThe bundle is damaged. Copy or download the bundle again.")
        .withCauseInstanceOf(DragomanException.class);

    Files.writeString(folder.resolve("manifest.json"), "{\"format\": 1, \"files\": [{}]}");
    assertMessage(
        folder.resolve("manifest.json")
            + """
             has 6 problems:
              Missing key 'dragoman': Version of Dragoman that made the bundle.
              Missing key 'bytes' at files[0]: Size in bytes.
              Missing key 'name' at files[0]: Name in the bundle's folder.
              Missing key 'sha256' at files[0]: SHA-256 in hexadecimal digits.
              Missing key 'plugins': The components that the bundle needs.
              Missing key 'weights': How the weights are stored.
            The bundle is damaged. Copy or download the bundle again.""");
  }

  @Test
  void aHashThatIsNone() throws IOException {
    edit("manifest.json", text -> text.replaceFirst("\"[0-9a-f]{64}\"", "\"abc\""));

    assertMessage(
        folder.resolve("manifest.json")
            + " has 1 problem:\n  files[0]: expected a size from 0 up and 64 hexadecimal digits,"
            + " got %d and 'abc'\nThe bundle is damaged. Copy or download the bundle again."
                .formatted(folder.resolve("config.yaml").toFile().length()));
  }

  @Test
  void aNewerFormat() throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"), "{\"format\": 3, \"dragoman\": \"3.4\", \"new\": 1}");

    assertMessage(
        "The bundle "
            + folder
            + " is of format version 3, made by Dragoman 3.4; this Dragoman reads versions up to 2."
            + " A newer Dragoman is needed.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.safetensors",
        "config.yaml",
        "vocabulary.txt",
        "subword.codes",
        "MODEL_CARD.md"
      })
  void filesThatAreMissingCutLongerOrAltered(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);

    Files.delete(file);
    assertMessage(file + " is missing. Copy or download the bundle again.");

    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    Files.write(file, cut);
    assertMessage(
        "%s is cut short: it has %d of the %d bytes that the manifest says. Copy or download the bundle again."
            .formatted(file, cut.length, whole.length));

    Files.write(file, Arrays.copyOf(whole, whole.length + 9));
    assertMessage(
        "%s is too long: the manifest says that it has %d bytes, and it goes on after them. Copy or download the bundle again."
            .formatted(file, whole.length));

    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 1;
    Files.write(file, altered);
    assertMessage(
        file
            + " was altered: its SHA-256 is not the one in the manifest."
            + " Copy or download the bundle again.");

    Files.write(file, whole);
    open(folder).close();
  }

  @Test
  void aFileThatTheManifestDoesNotList() throws IOException {
    edit("manifest.json", text -> text.replace("subword.codes", "subword.kodes"));

    assertMessage(
        folder.resolve("manifest.json")
            + " does not list subword.codes, which the bundle needs."
            + " Copy or download the bundle again.");
  }

  @Test
  void aPluginThatIsNotInstalled() {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () ->
                Bundle.open(BundleSource.folder(folder), torch, Registry.of(TinyTranslator.OTHERS)))
        .withMessage(
            """
            The bundle %s was made with plugins that are not installed:
              RNN cell 'elman' (elman-1.2.jar, version 1.2)
            Put their jars into the plugin folder or on the class path."""
                .formatted(folder));
  }

  @Test
  void builtInPluginsThatAreNotInstalledAreNamedWithTheirArtifacts() throws IOException {
    edit("manifest.json", text -> text.replace("elman-1.2.jar", "built in"));

    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(
            () ->
                Bundle.open(BundleSource.folder(folder), torch, Registry.of(TinyTranslator.OTHERS)))
        .withMessage(
            """
            The bundle %s was made with plugins that are not installed:
              RNN cell 'elman' (built in, version 1.2)
            What is built in comes with Dragoman, of version %s or later. To the dependencies of a \
            program add org.dragoman:dragoman, or org.dragoman:dragoman-cells."""
                .formatted(folder, version()));
  }

  @Test
  void ofTwoKindsOfMissingPluginsEachIsToldWhereItComesFrom() {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> Bundle.open(BundleSource.folder(folder), torch, Registry.of(List.of())))
        .withMessageContaining("RNN cell 'elman' (elman-1.2.jar, version 1.2)")
        .withMessageContaining("subword model 'prefix' (built in, version 0.1.0)")
        .withMessageEndingWith(
            """
             or org.dragoman:dragoman-context and org.dragoman:dragoman-tokenizers and \
            org.dragoman:dragoman-search.
            Put the jars of the others into the plugin folder or on the class path.""");
  }

  private String version() throws IOException {
    return new JsonMapper()
        .readTree(folder.resolve("manifest.json").toFile())
        .get("dragoman")
        .asText();
  }

  @Test
  void weightsThatDoNotFit() {
    weights.remove("output.weight");
    weights.put("more.weight", torch.manager().ones(new Shape(1)));
    weights.put("decoder.0.weight_ih", torch.manager().ones(new Shape(5, 2)));
    weights.put("decoder.0.weight_hh", torch.manager().ones(new Shape(5, 5), DataType.INT64));
    write();

    assertMessage(
        """
        The weights in %s do not fit the model's configuration.
          missing: output.weight
          of no part of the model: more.weight
          of another shape: decoder.0.weight_ih is float32 (5, 2), expected (5, 9); decoder.0.weight_hh is int64 (5, 5), expected (5, 5)"""
            .formatted(folder.resolve("model.safetensors")));
  }

  @Test
  void longListsOfWeightsAreCut() {
    weights.clear();
    write();

    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> open(folder))
        .withMessageMatching("(?s).*\n  missing: ([a-z0-9_.]+; ){5}and \\d+ more");
  }

  @Test
  void nothingStaysInTheEngineWhereABundleIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] altered = Files.readAllBytes(file);
    altered[altered.length - 1] ^= 1;
    Files.write(file, altered);
    int before = torch.manager().getManagedArrays().size();

    assertThatExceptionOfType(DragomanException.class).isThrownBy(() -> open(folder));

    assertThat(torch.manager().getManagedArrays()).hasSize(before);
  }

  private void write() {
    TinyTranslator tiny = TinyTranslator.of(torch, TinyTranslator.SHARED);
    new BundleWriter(registry)
        .write(folder, tiny.config(), tiny.pipelines(), weights, Precision.FLOAT32, "# Tiny\n");
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, change.apply(Files.readString(path)));
  }

  private Bundle open(Path path) {
    return Bundle.open(BundleSource.folder(path), torch, registry);
  }

  private void assertMessage(String message) {
    assertMessage(folder, message);
  }

  private void assertMessage(Path path, String message) {
    assertThatExceptionOfType(DragomanException.class)
        .isThrownBy(() -> open(path))
        .withMessage(message);
  }
}
