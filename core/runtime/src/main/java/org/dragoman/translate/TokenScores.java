package org.dragoman.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * An output token by token, each after the tokens before it. Tokens are the pieces of the
 * vocabulary, so that a word may be several; an unknown one of the target is {@code <unk>}.
 *
 * @param sourceTokens S of them, without the end mark
 * @param targetTokens T of them, without the end mark
 * @param logProbabilities natural logarithms, one for each target token and, where the output ended
 *     by itself, one for the end mark
 * @param weights how much each source position counted, a row for each log-probability: S + 1
 *     numbers, the last of the source's end mark; empty where they were not asked for. Of a line
 *     that was translated in parts only the last part's end marks are there
 */
public record TokenScores(
    List<String> sourceTokens,
    List<String> targetTokens,
    List<Double> logProbabilities,
    List<List<Float>> weights) {
  /** Those of nothing. */
  public static final TokenScores EMPTY =
      new TokenScores(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public TokenScores {
    sourceTokens = List.copyOf(sourceTokens);
    targetTokens = List.copyOf(targetTokens);
    logProbabilities = List.copyOf(logProbabilities);
    weights = weights.stream().map(List::copyOf).toList();
  }

  /** The log-probability of the whole. */
  public double logProbability() {
    return logProbabilities.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether the end mark is among what was scored. */
  public boolean isEnded() {
    return logProbabilities.size() > targetTokens.size();
  }

  /**
   * For each target token the place, from 0, of the source token of the greatest weight, of equal
   * ones the first. End marks are left out on both sides. Empty where there is no source token.
   *
   * @throws IllegalStateException where there are no weights
   */
  public List<Integer> alignment() {
    if (weights.size() < targetTokens.size()) {
      throw new IllegalStateException("the weights were not asked for");
    }
    if (sourceTokens.isEmpty()) {
      return List.of();
    }
    List<Integer> alignment = new ArrayList<>(targetTokens.size());
    for (List<Float> row : weights.subList(0, targetTokens.size())) {
      int best = 0;
      for (int s = 1; s < sourceTokens.size(); s++) {
        best = row.get(s) > row.get(best) ? s : best;
      }
      alignment.add(best);
    }
    return alignment;
  }
}
