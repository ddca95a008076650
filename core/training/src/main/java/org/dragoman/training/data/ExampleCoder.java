package org.dragoman.training.data;

import java.util.random.RandomGenerator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;

/** Turns the two texts of an example into ids, as a type of model needs them. */
public interface ExampleCoder {
  /** Returns what the log calls examples, in the plural. */
  String unit();

  /**
   * Encodes an example.
   *
   * @return null if the example is empty
   * @throws DragomanException of kind DATA if it is not of the form that the model needs
   */
  @Nullable Pair encode(SentencePair example);

  /** Returns the length of the longer side, in pieces, that {@code training.max-length} limits. */
  int length(Pair pair);

  /** Returns whether {@link #sample} may differ from {@link #encode}. */
  default boolean isRandom() {
    return false;
  }

  /**
   * Returns ids of randomly drawn pieces, of an example that is kept. A side with too many drawn
   * pieces is encoded without drawing.
   *
   * @param maxLength the greatest length of a side, in pieces
   */
  default Pair sample(SentencePair example, int maxLength, RandomGenerator random) {
    throw new UnsupportedOperationException("this coder does not draw");
  }
}
