package org.dragoman.training.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.Owned;
import org.dragoman.runtime.text.Vocabulary;

/**
 * A batch of sentence pairs on the device.
 *
 * @param source with end marks
 * @param targetIn what the decoder is fed: start mark and sentence
 * @param targetOut {@code [N]}, INT64: what it must say, sentence and end mark, real positions
 *     only, time-major
 */
public record TrainingBatch(PaddedBatch source, PaddedBatch targetIn, NDArray targetOut) {

  public static TrainingBatch of(NDManager manager, List<Pair> pairs) {
    PaddedBatch source = PaddedBatch.of(manager, pairs.stream().map(Pair::source).toList());
    PaddedBatch targetIn =
        PaddedBatch.of(manager, pairs.stream().map(pair -> withStart(pair.target())).toList());
    long[] out = new long[targetIn.lengths().total()];
    int n = 0;
    for (int t = 0; t < targetIn.lengths().max(); t++) {
      for (Pair pair : pairs) {
        int[] target = pair.target();
        if (t <= target.length) {
          out[n++] = t < target.length ? target[t] : Vocabulary.END;
        }
      }
    }
    return new TrainingBatch(source, targetIn, Owned.of(manager.create(out)));
  }

  /** The number of target positions, end marks counted. */
  public int targetTokens() {
    return targetIn.lengths().total();
  }

  private static int[] withStart(int[] ids) {
    int[] result = new int[ids.length + 1];
    result[0] = Vocabulary.START;
    System.arraycopy(ids, 0, result, 1, ids.length);
    return result;
  }
}
