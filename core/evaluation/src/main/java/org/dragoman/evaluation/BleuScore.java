package org.dragoman.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A BLEU score and what it came from.
 *
 * @param value the score, 0 to 100
 * @param precisions per cent of the n-grams of order 1, 2, ... that match, smoothed
 * @param brevityPenalty 0 to 1; 1 if the hypotheses are as long as the references or longer
 * @param statistics the counts, not smoothed
 * @param signature how the score was computed
 */
public record BleuScore(
    double value,
    List<Double> precisions,
    double brevityPenalty,
    BleuStatistics statistics,
    Signature signature) {

  /** Copies the list. */
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  /** Length of the hypotheses by that of the references; 0 if the references are empty. */
  public double lengthRatio() {
    return statistics.referenceLength() == 0
        ? 0
        : (double) statistics.hypothesisLength() / statistics.referenceLength();
  }

  /**
   * The line that sacreBLEU prints: {@code BLEU = 36.91 68.1/44.0/30.1/20.9 (BP = 0.990 ratio =
   * 0.990 hyp_len = 12000 ref_len = 12100)}.
   */
  public String format() {
    return "BLEU" + details();
  }

  /** The same line with the signature in it: {@code BLEU|nrefs:1|... = 36.91 ...}. */
  public String formatWithSignature() {
    return "BLEU|" + signature + details();
  }

  private String details() {
    return " = %s %s (BP = %s ratio = %s hyp_len = %d ref_len = %d)"
        .formatted(
            Decimals.format(value, 2),
            precisions.stream()
                .map(precision -> Decimals.format(precision, 1))
                .collect(Collectors.joining("/")),
            Decimals.format(brevityPenalty, 3),
            Decimals.format(lengthRatio(), 3),
            statistics.hypothesisLength(),
            statistics.referenceLength());
  }

  @Override
  public String toString() {
    return formatWithSignature();
  }
}
