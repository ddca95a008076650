package org.dragoman.training.objective;

import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * The loss function.
 *
 * @param per whether the gradient is a mean over tokens or over sentences
 * @param guidedAlignment the weight of guided alignment by the alignments of the corpora
 * @param wordWeights a file with the weights of target tokens; null for equal weights
 */
public record LossConfig(
    @Option(
            value =
                "Unit over which the gradient is a mean: token, or sentence, with which long"
                    + " sentences count for more.",
            defaultValue = "token")
        MeanOf per,
    @Option(
            value =
                "Weight of guided alignment, which is added to the tokens' loss: the cross-entropy"
                    + " of the attention weights against data.train.alignment. 0: none.",
            defaultValue = "0.0")
        double guidedAlignment,
    @Option(
            value =
                "A file with one target token per line, a tab and the weight of its loss; other"
                    + " tokens have weight 1.",
            defaultValue = "null")
        @Nullable String wordWeights) {

  /** Checks the number. */
  public LossConfig {
    if (!(guidedAlignment >= 0) || Double.isInfinite(guidedAlignment)) {
      throw new IllegalArgumentException(
          "guided-alignment must be 0 or more, got " + guidedAlignment);
    }
  }

  /** The unit over which the gradient is a mean. */
  public enum MeanOf {
    /** Target tokens. */
    TOKEN,
    /** Sentence pairs. */
    SENTENCE
  }
}
