package org.dragoman.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dragoman.evaluation.Bleu;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;

/**
 * BLEU of a bundle where each source sentence holds something that a reader hardly sees or not at
 * all, with the source cleaned and not.
 *
 * <pre>.ci/bench text BUNDLE SOURCE REFERENCE</pre>
 *
 * Translates the first 300 sentences by a greedy search. A space in the middle of a sentence is
 * replaced, and an invisible character is put in the middle of its longest word.
 */
public final class UntidyTextBenchmark {
  private static final int SENTENCES = 300;
  private static final double GREATEST_DIFFERENCE = 0.3;
  private static final String CAPITALS = "capitals";

  private UntidyTextBenchmark() {}

  /**
   * What is bound to the name of a search.
   *
   * @param search the only key
   */
  record Search(@Option("The search.") @Kind(ComponentKind.SEARCH) ComponentSpec search) {}

  private static Map<String, UnaryOperator<String>> changes() {
    Map<String, UnaryOperator<String>> changes = new LinkedHashMap<>();
    changes.put("plain", line -> line);
    changes.put("two trailing spaces", line -> line + "  ");
    changes.put("a no-break space (U+00A0)", line -> spaced(line, "\u00a0"));
    changes.put("a soft hyphen (U+00AD)", line -> inWord(line, "\u00ad"));
    changes.put("a direction mark (U+200E)", line -> inWord(line, "\u200e"));
    changes.put("a BOM in front (U+FEFF)", line -> "\ufeff" + line);
    changes.put("a double space", line -> spaced(line, "  "));
    changes.put("a tab", line -> spaced(line, "\t"));
    changes.put("a narrow no-break space (U+202F)", line -> spaced(line, "\u202f"));
    changes.put("a zero width space (U+200B)", line -> inWord(line, "\u200b"));
    changes.put(CAPITALS, line -> line.toUpperCase(Locale.ROOT));
    return changes;
  }

  /** The sentence with another space in place of the one in its middle. */
  private static String spaced(String line, String space) {
    int at = line.indexOf(' ', line.length() / 2);
    int middle = at < 0 ? line.lastIndexOf(' ') : at;
    return middle < 0
        ? line + space
        : line.substring(0, middle) + space + line.substring(middle + 1);
  }

  /** The sentence with something in the middle of its longest word. */
  private static String inWord(String line, String invisible) {
    String longest = "";
    for (String word : line.split(" ")) {
      longest = word.length() > longest.length() ? word : longest;
    }
    int at = line.indexOf(longest) + longest.length() / 2;
    return line.substring(0, at) + invisible + line.substring(at);
  }

  /** Arguments: bundle, source, reference. Fails where cleaning leaves a difference. */
  public static void main(String[] arguments) {
    List<String> source = LineReader.readAll(Path.of(arguments[1])).subList(0, SENTENCES);
    List<String> reference = LineReader.readAll(Path.of(arguments[2])).subList(0, SENTENCES);
    boolean same = true;
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry = PluginLoader.load(torch.ops(), List.of());
        Bundle bundle = Bundle.open(BundleSource.folder(Path.of(arguments[0])), torch, registry)) {
      BatchTranslator clean = greedy(torch, bundle, bundle.pipelines(), registry);
      BatchTranslator raw = greedy(torch, bundle, uncleaned(bundle.pipelines()), registry);
      double plain = bleu(clean, source, reference, false);
      System.out.println("| source | BLEU | not cleaned |\n|---|---|---|");
      for (Map.Entry<String, UnaryOperator<String>> change : changes().entrySet()) {
        List<String> changed = source.stream().map(change.getValue()).toList();
        boolean capitals = change.getKey().equals(CAPITALS);
        double score = bleu(clean, changed, reference, capitals);
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f | %.1f |%n",
            change.getKey() + (capitals ? " (lower-case BLEU)" : ""),
            score,
            bleu(raw, changed, reference, capitals));
        same &= capitals || Math.abs(score - plain) <= GREATEST_DIFFERENCE;
      }
    }
    if (!same) {
      throw new IllegalStateException(
          "not all are within %s of the plain text".formatted(GREATEST_DIFFERENCE));
    }
  }

  private static Pipelines uncleaned(Pipelines pipelines) {
    TextPipeline source = pipelines.source();
    return new Pipelines(
        new TextPipeline(source.segmenter().cleaning(false), source.vocabulary()),
        pipelines.target(),
        pipelines.shared());
  }

  private static BatchTranslator greedy(
      Torch torch, Bundle bundle, Pipelines pipelines, Registry registry) {
    return new BatchTranslator(
        torch,
        bundle.translator(),
        pipelines,
        new Components(registry)
            .search(
                new ConfigBinder(registry)
                    .bind(Search.class, ConfigTree.parse("search: greedy", "search"))
                    .search()),
        TranslationOptions.defaults());
  }

  private static double bleu(
      BatchTranslator translator, List<String> source, List<String> reference, boolean lowercase) {
    List<String> translations =
        translator.translate(source).stream().map(Translation::text).toList();
    return Bleu.builder()
        .optLowercase(lowercase)
        .build()
        .corpus(translations, List.of(reference))
        .value();
  }
}
