package org.dragoman.training.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.network.StackState;
import org.jspecify.annotations.Nullable;

/**
 * A batch of sentence pairs on the device.
 *
 * @param source with end marks
 * @param targetIn the input of the decoder: start mark and sentence
 * @param targetOut {@code [N]}, INT64: the tokens that it must predict, sentence and end mark, real
 *     positions only, time-major
 * @param alignment {@code [T, B, S]}, FLOAT32: the distribution over the source positions aligned
 *     to each target piece, with sum 1, or all zero if it is not known; null if no pair has an
 *     alignment
 * @param begin the encoder states carried from the previous sentences of the documents; null if
 *     these are the first sentences, or for models without carried state
 */
public record TrainingBatch(
    PaddedBatch source,
    PaddedBatch targetIn,
    NDArray targetOut,
    @Nullable NDArray alignment,
    @Nullable StackState begin) {

  /** Creates the arrays of a batch of sentence pairs. */
  public static TrainingBatch of(Examples examples) {
    NDManager manager = examples.manager();
    List<Pair> pairs = examples.pairs();
    PaddedBatch source = PaddedBatch.of(manager, pairs.stream().map(Pair::source).toList());
    TargetTokens target = TargetTokens.of(manager, pairs.stream().map(Pair::target).toList());
    return new TrainingBatch(
        source,
        target.in(),
        target.out(),
        alignment(manager, pairs, target.in().lengths().max(), source.lengths().max()),
        examples.begin());
  }

  private static @Nullable NDArray alignment(
      NDManager manager, List<Pair> pairs, int steps, int width) {
    if (pairs.stream().allMatch(pair -> pair.links().length == 0)) {
      return null;
    }
    int batch = pairs.size();
    float[] shares = new float[steps * batch * width];
    for (int b = 0; b < batch; b++) {
      int[] links = pairs.get(b).links();
      int[] counts = new int[steps];
      for (int i = 0; i < links.length; i += 2) {
        counts[links[i + 1]]++;
      }
      for (int i = 0; i < links.length; i += 2) {
        int row = links[i + 1] * batch + b;
        shares[row * width + links[i]] += 1f / counts[links[i + 1]];
      }
    }
    return NativeCopy.of(manager.create(shares, new Shape(steps, batch, width)));
  }

  /** Returns the number of target positions, including end marks. */
  public int targetTokens() {
    return targetIn.lengths().total();
  }
}
