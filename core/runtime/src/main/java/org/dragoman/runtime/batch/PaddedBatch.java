package org.dragoman.runtime.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.spi.Lengths;

/**
 * A batch of sentences, padded to the longest.
 *
 * @param ids {@code [T, B]}, INT64, 0 at padding
 * @param lengths of the B sentences
 */
public record PaddedBatch(NDArray ids, Lengths lengths) {
  /**
   * Far below all scores, even those of a broken model, and far enough above the least float to be
   * added up.
   */
  private static final float MASKED = -1e30f;

  /** Pads sentences; none may be empty. */
  public static PaddedBatch of(NDManager manager, List<int[]> sentences) {
    Lengths lengths = Lengths.of(sentences.stream().mapToInt(s -> s.length).toArray());
    int batch = lengths.batchSize();
    long[] ids = new long[lengths.max() * batch];
    for (int b = 0; b < batch; b++) {
      int[] sentence = sentences.get(b);
      for (int t = 0; t < sentence.length; t++) {
        ids[t * batch + b] = sentence[t];
      }
    }
    NDArray array = NativeCopy.of(manager.create(ids, new Shape(lengths.max(), batch)));
    return new PaddedBatch(array, lengths);
  }

  /** Returns {@code [T, B]}: 0 at real positions, a large negative number at padding. */
  public NDArray mask(DataType type) {
    int batch = lengths.batchSize();
    float[] mask = new float[lengths.max() * batch];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / batch < lengths.get(i % batch) ? 0 : MASKED;
    }
    return NativeCopy.of(ids.getManager().create(mask, ids.getShape())).toType(type, false);
  }

  /** Returns {@code [T, B, 1]}: 1 at real positions, 0 at padding. */
  public NDArray present(DataType type) {
    int batch = lengths.batchSize();
    float[] present = new float[lengths.max() * batch];
    for (int i = 0; i < present.length; i++) {
      present[i] = i / batch < lengths.get(i % batch) ? 1 : 0;
    }
    Shape shape = new Shape(lengths.max(), batch, 1);
    return NativeCopy.of(ids.getManager().create(present, shape)).toType(type, false);
  }

  /**
   * Returns {@code [N]}, INT64: the indices of the real positions in a flattened {@code [T * B]}.
   */
  public NDArray unpaddedPositions() {
    int batch = lengths.batchSize();
    long[] positions = new long[lengths.total()];
    int n = 0;
    for (int i = 0; i < lengths.max() * batch; i++) {
      if (i / batch < lengths.get(i % batch)) {
        positions[n++] = i;
      }
    }
    return NativeCopy.of(ids.getManager().create(positions));
  }
}
