package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Computes the score from the counts: the geometric mean of the n-gram precisions times the brevity
 * penalty, in the steps of sacreBLEU's {@code compute_bleu}.
 */
final class BleuFormula {

  /** The number that sacreBLEU uses as the logarithm of zero. */
  private static final double LOG_OF_ZERO = -9999999999.0;

  private final BleuOptions options;

  BleuFormula(BleuOptions options) {
    this.options = options;
  }

  BleuScore score(BleuCounts counts, Signature signature) {
    double brevityPenalty = brevityPenalty(counts);
    List<Double> precisions = precisions(counts);
    double value = 0;
    if (hasMatch(counts)) {
      int order = options.effectiveOrder() ? observedOrder(counts) : options.maxOrder();
      value = brevityPenalty * geometricMean(precisions.subList(0, order));
    }
    return new BleuScore(value, precisions, brevityPenalty, counts, signature);
  }

  private static double brevityPenalty(BleuCounts counts) {
    double hypothesis = counts.hypothesisLength();
    double reference = counts.referenceLength();
    if (hypothesis >= reference) {
      return 1;
    }
    return hypothesis > 0 ? Math.exp(1 - reference / hypothesis) : 0;
  }

  /**
   * Returns the precisions in per cent; zero from the first order on of which the hypotheses have
   * no n-gram.
   */
  private List<Double> precisions(BleuCounts counts) {
    List<Double> precisions = new ArrayList<>(Collections.nCopies(options.maxOrder(), 0.0));
    if (!hasMatch(counts)) {
      return precisions;
    }
    int observed = observedOrder(counts);
    double divisor = 1;
    for (int order = 1; order <= observed; order++) {
      double correct = counts.correct().get(order - 1) + added(order);
      double total = counts.total().get(order - 1) + added(order);
      double precision = 100 * correct / total;
      if (correct == 0) {
        switch (options.smoothing().method()) {
          case EXP -> {
            divisor *= 2;
            precision = 100 / (divisor * total);
          }
          case FLOOR -> precision = 100 * options.smoothing().value() / total;
          case ADD_K, NONE -> precision = 0;
        }
      }
      precisions.set(order - 1, precision);
    }
    return precisions;
  }

  private double added(int order) {
    Smoothing smoothing = options.smoothing();
    return smoothing.method() == Smoothing.Method.ADD_K && order > 1 ? smoothing.value() : 0;
  }

  /** Returns the longest order with n-grams, including those that smoothing adds. */
  private int observedOrder(BleuCounts counts) {
    int order = 0;
    while (order < options.maxOrder() && counts.total().get(order) + added(order + 1) > 0) {
      order++;
    }
    return order;
  }

  private static boolean hasMatch(BleuCounts counts) {
    // If a longer n-gram matches, its words match too.
    return counts.correct().get(0) > 0;
  }

  private static double geometricMean(List<Double> precisions) {
    double sum = 0;
    for (double precision : precisions) {
      sum += precision == 0 ? LOG_OF_ZERO : Math.log(precision);
    }
    return Math.exp(sum / precisions.size());
  }
}
