package org.dragoman.training.objective;

import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * What the loss of an update is.
 *
 * @param per what it is a mean of
 * @param guidedAlignment how much the alignments of the corpora count
 * @param wordWeights a file that says how much target tokens count; null where all count alike
 */
public record LossConfig(
    @Option(
            value =
                "What the gradient is a mean of: token, or sentence, with which long sentences count"
                    + " for more.",
            defaultValue = "token")
        MeanOf per,
    @Option(
            value =
                "How much guided alignment counts against the words' loss: the cross-entropy of the"
                    + " context strategy's weights against data.train.alignment. 0: not at all.",
            defaultValue = "0.0")
        double guidedAlignment,
    @Option(
            value =
                "A file with lines of a target token, a tab and the weight of its loss; others weigh"
                    + " 1.",
            defaultValue = "null")
        @Nullable String wordWeights) {

  /** Checks the number. */
  public LossConfig {
    if (!(guidedAlignment >= 0) || Double.isInfinite(guidedAlignment)) {
      throw new IllegalArgumentException(
          "guided-alignment must be 0 or more, got " + guidedAlignment);
    }
  }

  /** What the gradient is a mean of. */
  public enum MeanOf {
    /** Target tokens. */
    TOKEN,
    /** Sentence pairs. */
    SENTENCE
  }
}
