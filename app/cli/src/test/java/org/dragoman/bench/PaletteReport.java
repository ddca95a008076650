package org.dragoman.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dragoman.cli.plot.Curves;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.Curves.Point;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuOptions;
import org.dragoman.evaluation.BleuTokenizer;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.evaluation.Smoothing;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.analysis.Breakdown;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.Interval;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.translate.ReferenceScore;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;

/**
 * Compares the runs of a folder, which differ in one component, on a test set.
 *
 * <pre>PaletteReport RUNS SOURCE REFERENCE SVG [lowercase]</pre>
 *
 * Prints a table in Markdown with a row a run, and one with a column for each range of source
 * lengths; draws the exact matches by length to SVG-exact.svg, BLEU by length to SVG-bleu.svg and
 * the validations by minutes to SVG-minutes.svg.
 */
public final class PaletteReport {
  private static final long[] LENGTHS = {10, 20, 30, 40, 50};
  private static final int WARM_UP = 5;

  private PaletteReport() {}

  /** What a run reached. */
  private record Result(
      String name,
      long parameters,
      double tokensPerSecond,
      long updates,
      ReferenceScore foreseen,
      double bleu,
      Interval interval,
      double exact,
      Breakdown byLength,
      Map<Integer, double[]> exactByLength,
      List<Point> validations) {}

  /**
   * Arguments: the folder of runs, source, reference, beginning of the names of the drawings, and
   * whether BLEU ignores case.
   */
  public static void main(String[] arguments) throws IOException {
    List<SentencePair> pairs = ParallelReader.readAll(Path.of(arguments[1]), Path.of(arguments[2]));
    List<Path> runs;
    try (Stream<Path> folders = Files.list(Path.of(arguments[0]))) {
      runs = folders.filter(run -> Files.exists(run.resolve("bundle"))).sorted().toList();
    }
    List<Result> results = new ArrayList<>();
    boolean lowercase = arguments.length > 4 && arguments[4].equals("lowercase");
    Bleu bleu = new Bleu(new BleuOptions(BleuTokenizer.V13A, lowercase, Smoothing.EXP, false, 4));
    for (Path run : runs) {
      results.add(result(run, pairs, bleu));
    }
    table(results);
    byLength(results);
    String name = arguments[3];
    exactCurves(results, Path.of(name + "-exact.svg"));
    bleuCurves(results, Path.of(name + "-bleu.svg"));
    validationCurves(results, Path.of(name + "-minutes.svg"));
  }

  private static Result result(Path run, List<SentencePair> pairs, Bleu bleu) throws IOException {
    List<String> sources = pairs.stream().map(SentencePair::source).toList();
    List<String> wanted = pairs.stream().map(SentencePair::target).toList();
    List<String> found;
    ReferenceScore foreseen;
    try (Translator translator = Translator.open(run.resolve("bundle"))) {
      found = translator.translate(sources).stream().map(Translation::text).toList();
      foreseen = translator.score(pairs);
    }
    List<Statistics> statistics = bleu.statistics(found, List.of(wanted));
    Map<Integer, double[]> exact = new TreeMap<>();
    for (int i = 0; i < found.size(); i++) {
      int length = (words(sources.get(i)) + 4) / 5 * 5;
      double[] counts = exact.computeIfAbsent(length, key -> new double[2]);
      counts[0] += found.get(i).equals(wanted.get(i)) ? 1 : 0;
      counts[1]++;
    }
    Log log = Log.read(run.resolve("metrics.jsonl"));
    return new Result(
        run.getFileName().toString(),
        parameters(run.resolve("bundle")),
        log.tokens / log.seconds,
        log.updates,
        foreseen,
        bleu.score(statistics).value(),
        Bootstrap.defaults().interval(bleu, statistics),
        ExactMatch.corpus(found, wanted).fraction(),
        Breakdown.of("words of the source", bleu, statistics, i -> words(sources.get(i)), LENGTHS),
        exact,
        log.validations);
  }

  private static int words(String line) {
    return line.isBlank() ? 0 : line.strip().split("\\s+").length;
  }

  private static long parameters(Path bundle) {
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry = PluginLoader.load(torch.ops(), List.of());
        Bundle opened = Bundle.open(BundleSource.folder(bundle), torch, registry)) {
      return opened.model().parameters().values().stream()
          .mapToLong(parameter -> parameter.getArray().size())
          .sum();
    }
  }

  /** What a run's log tells. */
  private static final class Log {
    private double tokens;
    private double seconds;
    private long updates;
    private final List<Point> validations = new ArrayList<>();

    static Log read(Path file) throws IOException {
      Log log = new Log();
      ObjectMapper json = new ObjectMapper();
      for (String line : Files.readAllLines(file)) {
        JsonNode entry = json.readTree(line);
        if (entry.has("seconds")) {
          log.updates = entry.path("update").asLong();
          if (log.updates > WARM_UP) {
            log.tokens += entry.path("tokens").asDouble();
            log.seconds += entry.path("seconds").asDouble();
          }
        } else if (entry.has("devPerplexity")) {
          log.validations.add(
              new Point(entry.path("minutes").asDouble(), entry.path("devPerplexity").asDouble()));
        }
      }
      return log;
    }
  }

  private static void table(List<Result> results) {
    System.out.println(
        "| | parameters | updates | target tokens/s | perplexity | BLEU | exact match |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Result result : results) {
      System.out.printf(
          "| `%s` | %,d | %,d | %,.0f | %.3f | %.2f ± %.2f | %.1f %% |%n",
          result.name(),
          result.parameters(),
          result.updates(),
          result.tokensPerSecond(),
          result.foreseen().perplexity(),
          result.bleu(),
          result.interval().halfWidth(),
          100 * result.exact());
    }
    System.out.println();
  }

  private static void byLength(List<Result> results) {
    List<String> labels =
        results.get(0).byLength().parts().stream()
            .map(part -> "%s (%d)".formatted(part.label(), part.segments()))
            .toList();
    System.out.println("| BLEU of source words (sentences) | " + String.join(" | ", labels) + " |");
    System.out.println("|---" + "|---".repeat(labels.size()) + "|");
    for (Result result : results) {
      System.out.println(
          "| `%s` | %s |"
              .formatted(
                  result.name(),
                  String.join(
                      " | ",
                      result.byLength().parts().stream()
                          .map(
                              part ->
                                  "%.1f ± %.1f"
                                      .formatted(part.score().value(), part.interval().halfWidth()))
                          .toList())));
    }
    System.out.println();
    row("exact match, %, of source words up to", results.get(0), Object::toString);
    System.out.println("|---" + "|---".repeat(results.get(0).exactByLength().size()) + "|");
    for (Result result : results) {
      row(
          "`" + result.name() + "`",
          result,
          length -> "%.0f".formatted(percent(result.exactByLength().get(length))));
    }
    System.out.println();
  }

  private static void row(String name, Result result, Function<Integer, String> cell) {
    System.out.println(
        "| %s | %s |"
            .formatted(
                name,
                String.join(" | ", result.exactByLength().keySet().stream().map(cell).toList())));
  }

  private static double percent(double[] counts) {
    return 100 * counts[0] / counts[1];
  }

  private static void exactCurves(List<Result> results, Path file) throws IOException {
    draw(
        file,
        "Exact matches by length of the source",
        "words of the source",
        "exact match, %",
        100,
        curves(
            results,
            result ->
                result.exactByLength().entrySet().stream()
                    .map(entry -> new Point(entry.getKey(), percent(entry.getValue())))
                    .toList()));
  }

  private static void bleuCurves(List<Result> results, Path file) throws IOException {
    List<Curve> curves =
        curves(
            results,
            result -> {
              List<Point> points = new ArrayList<>();
              for (Breakdown.Part part : result.byLength().parts()) {
                points.add(new Point(last(part.label()), part.score().value()));
              }
              return points;
            });
    draw(
        file,
        "BLEU by length of the source",
        "words of the source, up to",
        "BLEU",
        Math.max(10, Math.ceil(greatest(curves, Point::y) / 10) * 10),
        curves);
  }

  /** The longest of a part's sentences: 20 of {@code 11-20}; ten more than 51 of the last. */
  private static double last(String label) {
    String[] numbers = label.replaceAll("[^0-9]+", " ").strip().split(" ");
    double last = Double.parseDouble(numbers[numbers.length - 1]);
    return label.contains("more") ? last + 9 : last;
  }

  private static void validationCurves(List<Result> results, Path file) throws IOException {
    List<Curve> curves = curves(results, Result::validations);
    double least =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::y)
            .min()
            .orElse(1);
    draw(
        file,
        "Perplexity of the dev set by minutes of training",
        "minutes of training",
        "perplexity",
        Math.min(greatest(curves, Point::y), 8 * least),
        curves);
  }

  private static double greatest(List<Curve> curves, ToDoubleFunction<Point> value) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(value)
        .max()
        .orElse(1);
  }

  private static List<Curve> curves(List<Result> results, Function<Result, List<Point>> points) {
    return results.stream()
        .map(
            result ->
                new Curve(
                    result.name(),
                    points.apply(result).stream()
                        .sorted(Comparator.comparingDouble(Point::x))
                        .toList()))
        .filter(curve -> !curve.points().isEmpty())
        .toList();
  }

  private static void draw(
      Path file, String title, String x, String y, double greatest, List<Curve> curves)
      throws IOException {
    if (!curves.isEmpty()) {
      Files.writeString(file, new Curves(title, x, y, greatest, "%,d"::formatted, curves).svg());
    }
  }
}
