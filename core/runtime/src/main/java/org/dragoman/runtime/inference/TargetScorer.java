package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Scores given targets, each token after the given tokens before it (teacher forcing): a whole
 * batch in one pass of the decoder. It keeps nothing between calls, and may be used from several
 * threads at once.
 */
public final class TargetScorer {
  private static final int BLOCK_SCORES = 1 << 24;

  private final Torch torch;
  private final Ensemble members;
  private final BatchLimits limits;
  private final int blockScores;
  private final LongConsumer progress;

  public TargetScorer(Torch torch, Ensemble members, BatchLimits limits) {
    this(torch, members, limits, BLOCK_SCORES);
  }

  /** A scorer that computes at most so many scores of the output layer at once. */
  public TargetScorer(Torch torch, Ensemble members, BatchLimits limits, int blockScores) {
    this(torch, members, limits, blockScores, pairs -> {});
  }

  /** Creates a scorer that reports after each batch the number of finished pairs. */
  public TargetScorer(Torch torch, Ensemble members, BatchLimits limits, LongConsumer progress) {
    this(torch, members, limits, BLOCK_SCORES, progress);
  }

  private TargetScorer(
      Torch torch, Ensemble members, BatchLimits limits, int blockScores, LongConsumer progress) {
    this.blockScores = blockScores;
    this.progress = progress;
    this.torch = torch;
    this.members = members;
    this.limits = limits;
  }

  /**
   * A pair as ids.
   *
   * @param source with the end mark
   * @param target without marks
   * @param ended whether the end mark after the target is scored too
   */
  public record Pair(int[] source, List<Integer> target, boolean ended) {
    /** Returns the tokens that the decoder must predict. */
    public List<Integer> said() {
      return ended ? withEnd(target) : target;
    }

    /** Returns the number of tokens that the decoder must predict. */
    public int saidCount() {
      return target.size() + (ended ? 1 : 0);
    }

    /** Returns the input of the decoder: one token for each that it must predict. */
    public int[] fed() {
      int[] fed = new int[saidCount()];
      fed[0] = Vocabulary.START;
      for (int i = 1; i < fed.length; i++) {
        fed[i] = target.get(i - 1);
      }
      return fed;
    }

    int length() {
      return Math.max(source.length, target.size() + 1);
    }
  }

  /** Appends the end mark. */
  public static List<Integer> withEnd(List<Integer> ids) {
    List<Integer> marked = new ArrayList<>(ids);
    marked.add(Vocabulary.END);
    return marked;
  }

  /**
   * The scores of a pair.
   *
   * @param logProbabilities of the N tokens that the decoder must predict
   * @param correct the number of them that the model gave the greatest probability
   * @param weights {@code [N][S]}, with the source's end mark last; empty if they were not
   *     requested
   */
  public record Scored(List<Double> logProbabilities, int correct, List<List<Float>> weights) {
    static final Scored NOTHING = new Scored(List.of(), 0, List.of());
  }

  /**
   * Scores pairs.
   *
   * @param weights whether to return attention weights; the models must have them
   * @param tokens the target tokens among which the probability is distributed; null for the whole
   *     vocabulary
   * @param states the initial states of the sources
   * @return one for each pair, in order
   * @throws DragomanException of kind RUNTIME if the engine has not enough memory for a batch
   */
  public List<Scored> score(
      List<Pair> pairs, boolean weights, @Nullable VocabularySubset tokens, DocumentStates states) {
    Scored[] scored = new Scored[pairs.size()];
    Arrays.fill(scored, Scored.NOTHING);
    List<Integer> order =
        IntStream.range(0, pairs.size()).filter(i -> pairs.get(i).saidCount() > 0).boxed().toList();
    progress.accept(pairs.size() - order.size());
    try (GradMode off = GradMode.off()) {
      for (List<Integer> places : limits.cut(order, i -> pairs.get(i).length())) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted between two batches");
        }
        List<Scored> batch =
            batch(places.stream().map(pairs::get).toList(), weights, tokens, states);
        for (int i = 0; i < batch.size(); i++) {
          scored[places.get(i)] = batch.get(i);
        }
        progress.accept(batch.size());
      }
    }
    return Arrays.asList(scored);
  }

  /** Counts pairs that need no scoring as done. */
  public void passOver(int pairs) {
    progress.accept(pairs);
  }

  /** States of a text that begins. */
  public DocumentStates newStates() {
    return new DocumentStates(torch, members.models(), limits);
  }

  private List<Scored> batch(
      List<Pair> batch, boolean weights, @Nullable VocabularySubset tokens, DocumentStates states) {
    try (NDManager scope = torch.manager().newSubManager()) {
      List<int[]> sources = batch.stream().map(Pair::source).toList();
      PaddedBatch source = PaddedBatch.of(scope, sources);
      PaddedBatch fed = PaddedBatch.of(scope, batch.stream().map(Pair::fed).toList());
      List<Output> outputs = new ArrayList<>();
      List<@Nullable NDArray> looks = new ArrayList<>();
      for (int m = 0; m < members.models().size(); m++) {
        EncoderDecoder model = members.models().get(m);
        EncoderDecoder.Source read =
            model.encode(source, Mode.INFERENCE, states.begin(m, scope, sources));
        EncoderDecoder.Readouts readouts = model.readouts(read, fed, Mode.INFERENCE);
        NDArray rows = tokens == null ? null : model.outputRows(scope.create(tokens.toLongs()));
        outputs.add(new Output(model, readouts.unpadded(), rows));
        looks.add(readouts.weights());
      }
      Picked picked = pick(scope, outputs, said(batch, fed, tokens));
      Looks seen = weights ? Looks.of(Ensemble.meanWeights(looks)) : null;
      return apart(batch, picked, seen);
    } catch (EngineException e) {
      throw Torch.isOutOfMemory(e)
          ? limits.outOfMemory("score", batch.size(), batch.get(0).length() - 1, e)
          : e;
    }
  }

  /**
   * The output layer of a model before it is computed.
   *
   * @param readouts {@code [N, R]}
   * @param rows {@code [W, R]}; null for the whole layer
   */
  private record Output(EncoderDecoder model, NDArray readouts, @Nullable NDArray rows) {
    /** {@code [to - from, V]}, on {@code scratch}. */
    NDArray logProbabilities(NDManager scratch, int from, int to) {
      NDArray part = readouts.get("{}:{}", from, to);
      part.attach(scratch);
      return model.logits(part, rows).logSoftmax(-1);
    }
  }

  /** The log-probability of each token that must be said, and whether it is the most probable. */
  private record Picked(double[] values, boolean[] best) {}

  /** Picks the scores in blocks of rows, because whole distributions take much memory. */
  private Picked pick(NDManager scope, List<Output> outputs, long[] said) {
    Picked picked = new Picked(new double[said.length], new boolean[said.length]);
    int step = Math.max(1, blockScores / members.models().get(0).targetVocabularySize());
    for (int from = 0; from < said.length; from += step) {
      int first = from;
      int end = Math.min(said.length, from + step);
      try (NDManager scratch = scope.newSubManager()) {
        NDArray scores =
            members
                .averaging()
                .of(
                    outputs.stream()
                        .map(output -> output.logProbabilities(scratch, first, end))
                        .toList());
        NDArray wanted = NativeCopy.of(scratch.create(Arrays.copyOfRange(said, first, end)));
        double[] values =
            scores.gather(wanted.expandDims(1), 1).toType(DataType.FLOAT64, false).toDoubleArray();
        boolean[] best = scores.argMax(1).toType(DataType.INT64, false).eq(wanted).toBooleanArray();
        System.arraycopy(values, 0, picked.values(), first, values.length);
        System.arraycopy(best, 0, picked.best(), first, best.length);
      }
    }
    return picked;
  }

  /** {@code [T, B, S]} in the JVM. */
  private record Looks(float[] values, int batch, int width) {
    static Looks of(@Nullable NDArray weights) {
      if (weights == null) {
        throw new IllegalStateException("the context strategy gave no weights");
      }
      return new Looks(
          weights.toType(DataType.FLOAT32, false).toFloatArray(),
          (int) weights.getShape().get(1),
          (int) weights.getShape().get(2));
    }

    List<Float> row(int t, int b, int length) {
      int from = (t * batch + b) * width;
      return IntStream.range(from, from + length).mapToObj(i -> values[i]).toList();
    }
  }

  /** What the decoder must say at each real position, time-major. */
  private static long[] said(List<Pair> batch, PaddedBatch fed, @Nullable VocabularySubset tokens) {
    List<List<Integer>> each = batch.stream().map(Pair::said).toList();
    long[] said = new long[fed.lengths().total()];
    int n = 0;
    for (int t = 0; t < fed.lengths().max(); t++) {
      for (List<Integer> target : each) {
        if (t < target.size()) {
          said[n++] = tokens == null ? target.get(t) : tokens.number(target.get(t));
        }
      }
    }
    return said;
  }

  /** Splits time-major values over all real positions into pairs. */
  private static List<Scored> apart(List<Pair> batch, Picked picked, @Nullable Looks looks) {
    List<List<Double>> values = new ArrayList<>();
    List<List<List<Float>>> weights = new ArrayList<>();
    int[] correct = new int[batch.size()];
    int longest = 0;
    for (Pair pair : batch) {
      values.add(new ArrayList<>());
      weights.add(new ArrayList<>());
      longest = Math.max(longest, pair.saidCount());
    }
    int n = 0;
    for (int t = 0; t < longest; t++) {
      for (int b = 0; b < batch.size(); b++) {
        Pair pair = batch.get(b);
        if (t < pair.saidCount()) {
          values.get(b).add(picked.values()[n]);
          correct[b] += picked.best()[n] ? 1 : 0;
          if (looks != null) {
            weights.get(b).add(looks.row(t, b, pair.source().length));
          }
          n++;
        }
      }
    }
    return IntStream.range(0, batch.size())
        .mapToObj(b -> new Scored(values.get(b), correct[b], weights.get(b)))
        .toList();
  }
}
