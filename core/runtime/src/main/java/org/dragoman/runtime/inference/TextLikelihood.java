package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.text.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Computes the log-probability of each token of given texts under a language model or a generator.
 * It keeps nothing between calls.
 *
 * @param torch the engine
 * @param model a {@link LanguageModel} or a {@link Generator}
 * @param limits of a batch
 */
public record TextLikelihood(Torch torch, Predictor model, BatchLimits limits) {

  /**
   * A text.
   *
   * @param numbers that a generator begins with; empty for a language model
   * @param ids its tokens
   * @param ended whether the end mark after it is scored too
   */
  public record Text(List<Float> numbers, List<Integer> ids, boolean ended) {
    private int predictions() {
      return ids.size() + (ended ? 1 : 0);
    }

    private int[] fed() {
      int[] fed = new int[predictions()];
      fed[0] = Vocabulary.START;
      for (int i = 1; i < fed.length; i++) {
        fed[i] = ids.get(i - 1);
      }
      return fed;
    }

    private long wanted(int place) {
      return place < ids.size() ? ids.get(place) : Vocabulary.END;
    }
  }

  /**
   * Scores texts, each by itself.
   *
   * @return natural logarithms, for each text one for each token and, if it is ended, the end mark
   * @throws CancellationException if the thread is interrupted
   */
  public List<List<Double>> score(List<Text> texts) {
    List<List<Double>> scores = new ArrayList<>();
    texts.forEach(text -> scores.add(List.of()));
    List<Integer> order =
        IntStream.range(0, texts.size())
            .filter(i -> texts.get(i).predictions() > 0)
            .boxed()
            .toList();
    for (List<Integer> batch : limits.cut(order, i -> texts.get(i).predictions())) {
      requireNotInterrupted();
      List<List<Double>> ofBatch = alone(batch.stream().map(texts::get).toList());
      for (int i = 0; i < batch.size(); i++) {
        scores.set(batch.get(i), ofBatch.get(i));
      }
    }
    return scores;
  }

  private List<List<Double>> alone(List<Text> texts) {
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      return batch(scope, texts, null).scores();
    } catch (EngineException e) {
      int longest = texts.stream().mapToInt(Text::predictions).max().orElse(0);
      throw Torch.isOutOfMemory(e) ? limits.outOfMemory("score", texts.size(), longest, e) : e;
    }
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted between two batches");
    }
  }

  /**
   * Scores the lines of a document in their order, each with the state that the line before it
   * left.
   *
   * @param lines an empty one ends a document; the next one begins with zeros
   * @return as of {@link #score}
   */
  public List<List<Double>> scoreDocuments(List<Text> lines) {
    List<List<Double>> scores = new ArrayList<>();
    try (GradMode off = GradMode.off();
        NDManager kept = torch.manager().newSubManager()) {
      NDManager last = kept.newSubManager();
      StackState state = null;
      for (Text line : lines) {
        requireNotInterrupted();
        if (line.ids().isEmpty()) {
          scores.add(List.of());
          state = null;
          continue;
        }
        NDManager next = kept.newSubManager();
        try (NDManager scope = kept.newSubManager()) {
          Scored scored = batch(scope, List.of(line), state);
          scores.add(scored.scores().get(0));
          state = scored.carried() == null ? null : scored.carried().attach(next);
        }
        last.close();
        last = next;
      }
    }
    return scores;
  }

  private record Scored(List<List<Double>> scores, @Nullable StackState carried) {}

  private Scored batch(NDManager scope, List<Text> texts, @Nullable StackState begin) {
    PaddedBatch fed = PaddedBatch.of(scope, texts.stream().map(Text::fed).toList());
    Predictor.Predictions predictions =
        model.predict(new Predictor.Inputs(fed, numbers(scope, texts), begin));
    long[] wanted = new long[fed.lengths().total()];
    int row = 0;
    for (int t = 0; t < fed.lengths().max(); t++) {
      for (Text text : texts) {
        if (t < text.predictions()) {
          wanted[row++] = text.wanted(t);
        }
      }
    }
    NDArray index = NativeCopy.of(scope.create(wanted)).reshape(wanted.length, 1);
    double[] picked =
        predictions
            .logits()
            .logSoftmax(-1)
            .gather(index, 1)
            .toType(DataType.FLOAT64, false)
            .toDoubleArray();
    return new Scored(apart(texts, fed.lengths().max(), picked), predictions.carried());
  }

  private @Nullable NDArray numbers(NDManager scope, List<Text> texts) {
    return model instanceof Generator generator
        ? TextSearch.array(scope, texts.stream().map(Text::numbers).toList())
            .toType(generator.type(), false)
        : null;
  }

  private static List<List<Double>> apart(List<Text> texts, int longest, double[] picked) {
    List<List<Double>> scores = new ArrayList<>();
    texts.forEach(text -> scores.add(new ArrayList<>()));
    int row = 0;
    for (int t = 0; t < longest; t++) {
      for (int b = 0; b < texts.size(); b++) {
        if (t < texts.get(b).predictions()) {
          scores.get(b).add(picked[row++]);
        }
      }
    }
    return scores;
  }
}
