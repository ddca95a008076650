package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that someone has made to harm, each with sizes and hashes that are right. */
class HostileBundleTest {
  private static final String CONFIG = "config.yaml";
  private static final String MANIFEST = "manifest.json";
  private static final String VOCABULARY = "target.vocabulary.txt";
  private static final String CODES = "source.subword.codes";

  private static final int FLIPS = 48;

  private static Torch torch;
  private static Registry registry;

  @TempDir private Path folder;

  @BeforeAll
  static void openEngine() {
    torch = Torch.open(Device.cpu());
    registry = PluginLoader.load(torch.ops(), List.of());
  }

  @AfterAll
  static void closeEngine() {
    registry.close();
    torch.close();
  }

  private static Arguments of(String what, String file, UnaryOperator<String> change) {
    return Arguments.of(what, file, change);
  }

  static Stream<Arguments> bundles() {
    return Stream.of(
        of("empty", CONFIG, text -> ""),
        of("a tag", CONFIG, text -> "!!java.net.URL [\"http://127.0.0.1\"]\n"),
        of("aliases of aliases", CONFIG, text -> text + "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b]\n"),
        of("deep lists", CONFIG, text -> text + "x: " + "[".repeat(100_000)),
        of("deep mappings", CONFIG, text -> text + "x: " + "{a: ".repeat(100_000)),
        of("a control character", CONFIG, text -> text + "\u0000"),
        of("two documents", CONFIG, text -> text + "---\nname: other\n"),
        of("a huge cell", CONFIG, text -> text.replace("size: 24", "size: 2000000000")),
        of("a negative cell", CONFIG, text -> text.replace("size: 24", "size: -24")),
        of("a cell of no size", CONFIG, text -> text.replace("size: 24", "size: 0")),
        of("a fraction", CONFIG, text -> text.replace("size: 24", "size: 24.5")),
        of(
            "more than a number",
            CONFIG,
            text -> text.replace("size: 24", "size: 99999999999999999")),
        of("a variable", CONFIG, text -> text.replace("gru", "${HOME}")),
        of("an unknown key", CONFIG, text -> text + "command: [rm, file]\n"),
        of("no entries", VOCABULARY, text -> ""),
        of(
            "one entry less",
            VOCABULARY,
            text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)),
        of(
            "an entry twice",
            VOCABULARY,
            text -> text + text.lines().reduce((a, b) -> b).orElseThrow() + "\n"),
        of("white space", VOCABULARY, text -> text + "a b\n"),
        of("empty codes", CODES, text -> ""),
        of("codes of one word", CODES, text -> text + "alone\n"),
        of("empty", MANIFEST, text -> ""),
        of("a list", MANIFEST, text -> "[1, 2]"),
        of("deep lists", MANIFEST, text -> "[".repeat(100_000)),
        of(
            "a path upwards",
            MANIFEST,
            text -> text.replace("\"config.yaml\"", "\"../../config.yaml\"")),
        of(
            "an absolute path",
            MANIFEST,
            text -> text.replace("\"config.yaml\"", "\"/etc/passwd\"")),
        of(
            "a size beyond long",
            MANIFEST,
            text -> text.replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : 99999999999999999999")),
        of(
            "a negative size",
            MANIFEST,
            text -> text.replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : -1")),
        of("format 0", MANIFEST, text -> text.replace("\"format\" : 1", "\"format\" : 0")),
        of(
            "a format of text",
            MANIFEST,
            text -> text.replace("\"format\" : 1", "\"format\" : \"one\"")),
        of(
            "files of null",
            MANIFEST,
            text -> text.replaceFirst("(?s)\"files\" : \\[.*\\]", "\"files\" : null")));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("bundles")
  void isRefusedWithAMessage(String what, String file, UnaryOperator<String> change)
      throws IOException {
    Path bundle = FrozenBundles.copy(FrozenBundles.FORMAT_1, folder.resolve("bundle"));
    String before = Files.readString(bundle.resolve(file));
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    if (file.equals(MANIFEST)) {
      Files.writeString(bundle.resolve(file), after);
    } else {
      FrozenBundles.replace(bundle, file, after);
    }

    assertRefused(bundle);
  }

  private static void assertRefused(Path bundle) {
    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(bundle.toString())
        .message()
        .doesNotContain("Exception", "null");
  }

  private static void open(Path bundle) {
    Bundle.open(BundleSource.folder(bundle), torch, registry).close();
  }

  /** What a bit more or less makes of a manifest may be one that is right, and else is told. */
  @Test
  void flippedBitsOfTheManifest() throws IOException {
    Path bundle = FrozenBundles.copy(FrozenBundles.FORMAT_1, folder.resolve("bundle"));
    Path manifest = bundle.resolve(MANIFEST);
    byte[] whole = Files.readAllBytes(manifest);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] altered = whole.clone();
      altered[i * whole.length / FLIPS] ^= (byte) (1 << i % 8);
      Files.write(manifest, altered);
      try {
        open(bundle);
      } catch (DragomanException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(FLIPS / 2);
  }
}
