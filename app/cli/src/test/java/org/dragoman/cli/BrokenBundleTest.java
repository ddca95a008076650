package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dragoman translate} says of a bundle that is not as it must be. */
class BrokenBundleTest {
  private static final String AGAIN = " Copy or download the bundle again.";

  @TempDir private Path folder;

  private Path copy() {
    return FrozenBundles.copy(FrozenBundles.FORMAT_1, folder.resolve("bundle"));
  }

  private static void assertRefused(Path bundle, int code, String message) {
    Run run = Run.reading("seven\n", "translate", "--device", "cpu", "-m", bundle.toString());
    assertThat(run.err()).isEqualToNormalizingNewlines("dragoman: " + message + "\n");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  private static void alter(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }

  @Test
  void thereIsNone() {
    Path missing = folder.resolve("none");
    assertRefused(missing, ExitCode.DATA, "The bundle " + missing + " does not exist.");
  }

  @Test
  void theFolderIsAnother() {
    assertRefused(
        folder,
        ExitCode.DATA,
        folder
            + " is not a bundle: it has no manifest.json. Give the folder that holds manifest.json"
            + " and model.safetensors.");
  }

  @Test
  void itIsAFile() throws IOException {
    Path archive = Files.createFile(folder.resolve("bundle.zip"));
    assertRefused(
        archive,
        ExitCode.DATA,
        archive + " is a file; a bundle is a folder. Unpack it first if it is an archive.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.safetensors",
        "config.yaml",
        "source.vocabulary.txt",
        "target.vocabulary.txt",
        "source.subword.codes",
        "MODEL_CARD.md"
      })
  void aFileIsMissingCutOrAltered(String name) throws IOException {
    Path bundle = copy();
    Path file = bundle.resolve(name);
    byte[] bytes = Files.readAllBytes(file);

    Files.delete(file);
    assertRefused(bundle, ExitCode.DATA, file + " is missing." + AGAIN);

    Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
    assertRefused(
        bundle,
        ExitCode.DATA,
        "%s is cut short: it has %d of the %d bytes that the manifest says.%s"
            .formatted(file, bytes.length - 7, bytes.length, AGAIN));

    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused(
        bundle,
        ExitCode.DATA,
        "%s is too long: the manifest says that it has %d bytes, and it goes on after them.%s"
            .formatted(file, bytes.length, AGAIN));

    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertRefused(
        bundle,
        ExitCode.DATA,
        file + " was altered: its SHA-256 is not the one in the manifest." + AGAIN);
  }

  @Test
  void theManifestIsCut() throws IOException {
    Path bundle = copy();
    Path manifest = bundle.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).substring(0, 300));

    Run run = Run.reading("seven\n", "translate", "-m", bundle.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .startsWith("dragoman: " + manifest)
        .contains("The bundle is damaged." + AGAIN);
  }

  @Test
  void theFormatIsNewer() throws IOException {
    Path bundle = copy();
    alter(bundle.resolve("manifest.json"), "\"format\" : 1", "\"format\" : 99");
    alter(
        bundle.resolve("manifest.json"),
        "\"dragoman\" : \"0.1.0-SNAPSHOT\"",
        "\"dragoman\" : \"9.0\"");

    assertRefused(
        bundle,
        ExitCode.DATA,
        "The bundle "
            + bundle
            + " is of format version 99, made by Dragoman 9.0; this Dragoman reads versions up to 2. A"
            + " newer Dragoman is needed.");
  }

  @Test
  void aPluginIsNotInstalled() throws IOException {
    Path bundle = copy();
    alter(
        bundle.resolve("manifest.json"),
        "\"gru\",\n    \"origin\" : \"built in\"",
        "\"cfn\",\n    \"origin\" : \"cfn.jar\"");

    assertRefused(
        bundle,
        ExitCode.USAGE,
        "The bundle "
            + bundle
            + """
             was made with plugins that are not installed:
              RNN cell 'cfn' (cfn.jar, version 0.1.0-SNAPSHOT)
            Put their jars into the plugin folder or on the class path.""");
  }

  @Test
  void theWeightsAreOfAnotherModel() throws IOException {
    Path bundle = copy();
    String config = Files.readString(bundle.resolve("config.yaml"));
    FrozenBundles.replace(bundle, "config.yaml", config.replace("size: 24", "size: 20"));

    Run run = Run.reading("seven\n", "translate", "-m", bundle.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .startsWith(
            "dragoman: The weights in "
                + bundle.resolve("model.safetensors")
                + " do not fit the model's configuration.")
        .contains("encoder.0.forward.weight_ih is float32 (72, 16), expected (60, 16)");
  }

  /** The last weight is of two bytes or four: both end alike. */
  @ParameterizedTest
  @CsvSource({"0x7E", "0x7C", "0xFC"})
  void aWeightThatIsNoFiniteNumberIsToldAtOpening(int highest) throws IOException {
    Path bundle = copy();
    Path weights = bundle.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] = (byte) highest;
    bytes[bytes.length - 2] = 0;
    FrozenBundles.replace(bundle, "model.safetensors", bytes);

    Run run = Run.reading("seven\n", "translate", "--device", "cpu", "-m", bundle.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err())
        .startsWith("dragoman: Weights in " + weights + " are no finite numbers (NaN or infinite)")
        .containsPattern("not finite: [a-z_.0-9]+ \\(1 of [0-9,]+\\)\n")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  private static void assertTooWide(Path bundle, String... more) {
    Run run =
        Run.reading(
            "seven\n",
            Stream.concat(
                    Stream.of("translate", "--device", "cpu", "-m", bundle.toString()),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("dragoman: A search that keeps 1,000,000 hypotheses of a sentence")
        .contains("is too wide for this machine: with the ", "entries of the target vocabulary");
    assertThat(run.out()).isEmpty();
  }

  @Test
  @Timeout(60)
  void aSearchThatIsTooWideIsRefused() throws IOException {
    Path bundle = copy();
    assertTooWide(bundle, "--beam", "1000000");
    assertTooWide(bundle, "--n-best", "1000000");
    assertTooWide(bundle, "--search", "sampling", "--n-best", "1000000");
    assertTooWide(bundle, "--search", "{type: diverse-beam, size: 1000000, groups: 1000000}");
    assertTooWide(bundle, "--search", "{type: constrained, size: 1000000}");
    String config = Files.readString(bundle.resolve("config.yaml"));
    assertThat(config).containsPattern("size: 5\\b");
    FrozenBundles.replace(
        bundle,
        "config.yaml",
        config.substring(0, config.lastIndexOf("size: 5"))
            + "size: 1000000"
            + config.substring(config.lastIndexOf("size: 5") + 7));
    assertTooWide(bundle);
    assertTooWide(bundle, "--search", "{type: beam, size: 1000000}");
    assertThat(Run.reading("seven\n", "translate", "-m", bundle.toString(), "--beam", "200").out())
        .isEqualTo("7\n");
  }
}
