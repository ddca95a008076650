package org.dragoman.training.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.text.Vocabulary;

/**
 * Texts that a network learns to write.
 *
 * @param in what it is fed: the start mark and the text
 * @param out {@code [N]}, INT64: what it must predict, the text and the end mark, real positions
 *     only, time-major
 */
public record TargetTokens(PaddedBatch in, NDArray out) {
  /**
   * Puts texts on a device.
   *
   * @param texts ids without marks
   */
  public static TargetTokens of(NDManager manager, List<int[]> texts) {
    PaddedBatch in = PaddedBatch.of(manager, texts.stream().map(TargetTokens::withStart).toList());
    long[] out = new long[in.lengths().total()];
    int n = 0;
    for (int t = 0; t < in.lengths().max(); t++) {
      for (int[] text : texts) {
        if (t <= text.length) {
          out[n++] = t < text.length ? text[t] : Vocabulary.END;
        }
      }
    }
    return new TargetTokens(in, NativeCopy.of(manager.create(out)));
  }

  private static int[] withStart(int[] ids) {
    int[] result = new int[ids.length + 1];
    result[0] = Vocabulary.START;
    System.arraycopy(ids, 0, result, 1, ids.length);
    return result;
  }
}
