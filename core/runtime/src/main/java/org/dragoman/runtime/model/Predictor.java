package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.StackState;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A model that reads one text and scores classes: the tokens that may come next at each position,
 * the labels of each token, or the labels of the whole text.
 */
public interface Predictor extends Model {
  /**
   * What a model reads.
   *
   * @param tokens a text a row
   * @param numbers {@code [B, D]}, the numbers that a generator begins with; null for others
   * @param begin the states that the texts before these left; null if these are the first
   */
  record Inputs(PaddedBatch tokens, @Nullable NDArray numbers, @Nullable StackState begin) {
    /** Creates inputs that are tokens only. */
    public static Inputs of(PaddedBatch tokens) {
      return new Inputs(tokens, null, null);
    }
  }

  /**
   * The scores of a batch.
   *
   * @param logits {@code [N, K]}, unnormalised scores of K classes: for each real position,
   *     time-major, or for each text
   * @param carried what the next texts begin with; null if the model carries nothing
   */
  record Predictions(NDArray logits, @Nullable StackState carried) {}

  /**
   * Scores a batch.
   *
   * @param runner runs each cell over its sequence
   */
  Predictions predict(Inputs inputs, Mode mode, SequenceRunner runner);

  /** Scores a batch without training. */
  default Predictions predict(Inputs inputs) {
    return predict(inputs, Mode.INFERENCE, runner());
  }

  /** Returns a runner that runs each cell over its whole sequence in the usual way. */
  SequenceRunner runner();
}
