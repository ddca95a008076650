package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Owned;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Mode;

/**
 * Scores given translations with a model in memory. Pairs of which a side has no token are left
 * out. It keeps nothing between calls, and may be used from several threads at once.
 */
final class ReferenceScorer {
  private final Torch torch;
  private final TranslationModel model;
  private final Pipelines pipelines;
  private final int batchSentences;

  ReferenceScorer(Torch torch, TranslationModel model, Pipelines pipelines, int batchSentences) {
    this.torch = torch;
    this.model = model;
    this.pipelines = pipelines;
    this.batchSentences = batchSentences;
  }

  /** A pair as ids, the source with its end mark, the target with both marks. */
  private record Encoded(List<Integer> source, List<Integer> target) {}

  ReferenceScore score(List<SentencePair> pairs) {
    List<Encoded> encoded = new ArrayList<>();
    for (SentencePair pair : pairs) {
      int[] source = pipelines.source().encode(pair.source());
      int[] target = pipelines.target().encode(pair.target());
      if (source.length > 0 && target.length > 0) {
        encoded.add(new Encoded(marked(source, false), marked(target, true)));
      }
    }
    encoded.sort(Comparator.comparingInt(pair -> pair.source().size()));
    double likelihood = 0;
    long correct = 0;
    try (GradMode off = GradMode.off()) {
      for (int from = 0; from < encoded.size(); from += batchSentences) {
        Sums sums =
            score(encoded.subList(from, Math.min(encoded.size(), from + batchSentences)), torch);
        likelihood += sums.logLikelihood();
        correct += sums.correct();
      }
    }
    return new ReferenceScore(
        -likelihood,
        encoded.stream().mapToLong(pair -> pair.target().size() - 1).sum(),
        correct,
        encoded.stream().mapToLong(pair -> unknown(pair.target())).sum(),
        encoded.stream().mapToLong(pair -> pair.source().size() - 1).sum(),
        encoded.stream().mapToLong(pair -> unknown(pair.source())).sum());
  }

  private static List<Integer> marked(int[] ids, boolean start) {
    List<Integer> marked = new ArrayList<>();
    if (start) {
      marked.add(Vocabulary.START);
    }
    Arrays.stream(ids).forEach(marked::add);
    marked.add(Vocabulary.END);
    return marked;
  }

  private static long unknown(List<Integer> ids) {
    return ids.stream().filter(id -> id == Vocabulary.UNK).count();
  }

  private record Sums(double logLikelihood, long correct) {}

  private Sums score(List<Encoded> batch, Torch torch) {
    try (NDManager scope = torch.manager().newSubManager()) {
      PaddedBatch source = padded(scope, batch.stream().map(Encoded::source).toList());
      PaddedBatch fed =
          padded(
              scope,
              batch.stream()
                  .map(pair -> pair.target().subList(0, pair.target().size() - 1))
                  .toList());
      NDArray said = Owned.of(scope.create(said(batch, fed)));
      NDArray logits =
          model.logits(
              model.readouts(model.encode(source, Mode.INFERENCE), fed, Mode.INFERENCE).real());
      NDArray picked = logits.logSoftmax(-1).gather(said.expandDims(1), 1);
      NDArray best = logits.argMax(1).toType(DataType.INT64, false);
      return new Sums(
          picked.toType(DataType.FLOAT64, false).sum().getDouble(),
          best.eq(said).toType(DataType.INT64, false).sum().getLong());
    }
  }

  private static PaddedBatch padded(NDManager scope, List<List<Integer>> sentences) {
    return PaddedBatch.of(
        scope,
        sentences.stream().map(ids -> ids.stream().mapToInt(Integer::intValue).toArray()).toList());
  }

  /** What the decoder must say at each real position, time-major. */
  private static long[] said(List<Encoded> batch, PaddedBatch fed) {
    long[] said = new long[fed.lengths().total()];
    int n = 0;
    for (int t = 1; t <= fed.lengths().max(); t++) {
      for (Encoded pair : batch) {
        if (t < pair.target().size()) {
          said[n++] = pair.target().get(t);
        }
      }
    }
    return said;
  }
}
