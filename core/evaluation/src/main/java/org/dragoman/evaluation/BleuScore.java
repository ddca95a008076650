package org.dragoman.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A BLEU score with the numbers that it was computed from.
 *
 * @param value the score, 0 to 100
 * @param precisions per cent of the n-grams of order 1, 2, ... that match, smoothed
 * @param brevityPenalty 0 to 1; 1 if the hypotheses are as long as the references or longer
 * @param counts not smoothed
 * @param signature how the score was computed
 */
public record BleuScore(
    double value,
    List<Double> precisions,
    double brevityPenalty,
    BleuCounts counts,
    Signature signature)
    implements Score {

  /** Copies the list. */
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  /**
   * Returns the length of the hypotheses divided by that of the references; 0 if the references are
   * empty.
   */
  public double lengthRatio() {
    return counts.referenceLength() == 0
        ? 0
        : (double) counts.hypothesisLength() / counts.referenceLength();
  }

  @Override
  public String name() {
    return "BLEU";
  }

  /** {@code 68.1/44.0/30.1/20.9 (BP = 0.990 ratio = 0.990 hyp_len = 12000 ref_len = 12100)}. */
  @Override
  public String details() {
    return "%s (BP = %s ratio = %s hyp_len = %d ref_len = %d)"
        .formatted(
            precisions.stream()
                .map(precision -> Decimals.format(precision, 1))
                .collect(Collectors.joining("/")),
            Decimals.format(brevityPenalty, 3),
            Decimals.format(lengthRatio(), 3),
            counts.hypothesisLength(),
            counts.referenceLength());
  }

  @Override
  public String toString() {
    return formatWithSignature(2);
  }
}
