package org.dragoman.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.TranslationOptions;

/**
 * Decodes a file and compares the rate of the decoder's matrix products with the machine's peak for
 * one large product, both in one run.
 *
 * <pre>.ci/bench decoding BUNDLE FILE</pre>
 *
 * The model is of the benchmark's shape: one-layer bidirectional GRU encoder, GRU decoder with
 * input feeding, additive attention. Products are counted for the rows that were really scored.
 */
public final class DecodingBenchmark {
  private static final int ROUNDS = 3;
  private static final int PEAK_SIZE = 1024;

  private DecodingBenchmark() {}

  /** Arguments: bundle, file. */
  public static void main(String[] arguments) {
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry = PluginLoader.load(torch.ops(), List.of());
        Bundle bundle = Bundle.open(BundleSource.folder(Path.of(arguments[0])), torch, registry)) {
      List<String> lines = LineReader.readAll(Path.of(arguments[1]));
      CountingSearch search =
          new CountingSearch(new Components(registry).search(bundle.config().search()));
      BatchTranslator translator =
          new BatchTranslator(
              torch,
              bundle.translator(),
              bundle.pipelines(),
              search,
              TranslationOptions.defaults());
      double flop = 0;
      for (int round = 0; round < ROUNDS; round++) {
        search.rows = 0;
        double peak = peak(torch);
        long start = System.nanoTime();
        translator.translate(lines);
        double seconds = (System.nanoTime() - start) / 1e9;
        flop = flop(bundle, lines, search.rows);
        System.out.printf(
            "%d sentences in %.1f s: %.1f sentences/s, %.2f GFLOP a sentence, %.0f of %.0f"
                + " GFLOP/s, ratio %.2f%n",
            lines.size(),
            seconds,
            lines.size() / seconds,
            flop / lines.size() / 1e9,
            flop / seconds / 1e9,
            peak / 1e9,
            flop / seconds / peak);
      }
    }
  }

  /** Floating-point operations of the matrix products, two for each multiplication and addition. */
  private static double flop(Bundle bundle, List<String> lines, long rows) {
    Map<String, ai.djl.nn.Parameter> weights = bundle.translator().parameters();
    double perSource = 0;
    double perRow = 0;
    for (Map.Entry<String, ai.djl.nn.Parameter> weight : weights.entrySet()) {
      Shape shape = weight.getValue().getArray().getShape();
      if (shape.dimension() != 2) {
        continue;
      }
      String name = weight.getKey();
      if (name.startsWith("encoder.") || name.equals("context.key")) {
        perSource += 2.0 * shape.size();
      } else if (name.startsWith("decoder.")
          || name.startsWith("readout.")
          || name.equals("context.query")
          || name.equals(
              weights.containsKey("output.weight") ? "output.weight" : "target_embedding.weight")) {
        perRow += 2.0 * shape.size();
      }
    }
    double sourceTokens = 0;
    for (String line : lines) {
      sourceTokens += bundle.pipelines().source().encode(line).length + 1;
    }
    return sourceTokens * perSource + rows * perRow;
  }

  private static double peak(Torch torch) {
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      NDArray a = scope.randomNormal(new Shape(PEAK_SIZE, PEAK_SIZE));
      NDArray b = scope.randomNormal(new Shape(PEAK_SIZE, PEAK_SIZE));
      double best = 0;
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        a.matMul(b).close();
        best = Math.max(best, 2.0 * Math.pow(PEAK_SIZE, 3) / ((System.nanoTime() - start) / 1e9));
      }
      return best;
    }
  }

  /** A search that counts the rows it has scored. */
  private static final class CountingSearch implements SearchStrategy {
    private final SearchStrategy search;
    private long rows;

    CountingSearch(SearchStrategy search) {
      this.search = search;
    }

    @Override
    public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
      return search.search(new CountingScorer(scorer), request);
    }

    /** Hands everything on. */
    private final class CountingScorer implements Scorer {
      private final Scorer scorer;

      CountingScorer(Scorer scorer) {
        this.scorer = scorer;
      }

      @Override
      public int sentences() {
        return scorer.sentences();
      }

      @Override
      public int vocabularySize() {
        return scorer.vocabularySize();
      }

      @Override
      public State start() {
        return scorer.start();
      }

      @Override
      public Step step(State state, int[] tokens) {
        rows += tokens.length;
        return scorer.step(state, tokens);
      }
    }
  }
}
