package org.dragoman.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.inference.Rounding;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.Candidate;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;
import org.dragoman.translate.Translator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bundle that was made once, and what it translated to then. It is never made anew: where this
 * test fails, the models that users have are broken, and it is the program that must be mended.
 * When the format changes, a bundle of the new format joins it in a folder of its own, and this one
 * must still be read.
 *
 * <p>A line of {@code format-1.tsv} is a beam, a source, a candidate of its translation and the
 * score; the candidates of a source follow each other, the best first.
 */
class FrozenBundleTest {
  /** Each source with what it must become. */
  private static Map<String, List<Candidate>> expected(int beam) {
    Path table = FrozenBundles.folder(FrozenBundles.FORMAT_1).resolveSibling("format-1.tsv");
    Map<String, List<Candidate>> expected = new LinkedHashMap<>();
    for (String line : LineReader.readAll(table)) {
      String[] cells = line.split("\t", -1);
      if (Integer.parseInt(cells[0]) == beam) {
        expected
            .computeIfAbsent(cells[1], source -> new ArrayList<>())
            .add(new Candidate(cells[2], Double.parseDouble(cells[3]), Double.NaN));
      }
    }
    assertThat(expected).hasSize(15);
    return expected;
  }

  private static void check(List<Translation> translations, Map<String, List<Candidate>> expected) {
    Iterator<Translation> iterator = translations.iterator();
    expected.forEach(
        (source, candidates) -> Rounding.assertSame(iterator.next().nBest(), candidates, source));
    assertThat(iterator).isExhausted();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3"})
  void translatesAsEverFromItsFolder(int beam, int nBest) {
    Map<String, List<Candidate>> expected = expected(beam);
    List<Translation> alone = new ArrayList<>();
    try (Translator translator =
        Translator.builder()
            .setBundle(FrozenBundles.folder(FrozenBundles.FORMAT_1))
            .optDevice("cpu")
            .optDefaults(TranslationOptions.defaults().withBeam(beam).withNBest(nBest))
            .build()) {
      check(translator.translate(List.copyOf(expected.keySet())), expected);
      expected.keySet().forEach(source -> alone.add(translator.translate(source)));
    }
    check(alone, expected);
  }

  @Test
  void translatesAsEverFromTheClassPath() {
    // The bundle's own search is a beam of 5.
    Map<String, List<Candidate>> expected = expected(5);
    BundleSource source =
        BundleSource.classPath(FrozenBundles.FORMAT_1, getClass().getClassLoader());
    try (Torch torch = Torch.open(Device.cpu());
        Registry registry = PluginLoader.load(torch.ops(), List.of());
        Bundle bundle = Bundle.open(source, torch, registry)) {
      assertThat(bundle.manifest().format()).isEqualTo(1);
      BatchTranslator translator =
          new BatchTranslator(
              torch,
              bundle.translator(),
              bundle.pipelines(),
              new Components(registry).search(bundle.config().search()),
              TranslationOptions.defaults().withNBest(3));
      check(translator.translate(List.copyOf(expected.keySet())), expected);
    }
  }
}
