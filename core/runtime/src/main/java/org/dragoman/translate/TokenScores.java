package org.dragoman.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * An output token by token, each after the tokens before it. Tokens are the pieces of the
 * vocabulary, so a word may be several tokens; an unknown one of the target is {@code <unk>}.
 *
 * @param sourceTokens S of them, without the end mark
 * @param targetTokens T of them, without the end mark
 * @param logProbabilities natural logarithms, one for each target token and, if the output ended by
 *     itself, one for the end mark
 * @param weights attention weights, one row for each log-probability: S + 1 numbers, the last for
 *     the source's end mark; empty if they were not requested. If a line was translated in parts,
 *     only the end marks of the last part are included
 */
public record TokenScores(
    List<String> sourceTokens,
    List<String> targetTokens,
    List<Double> logProbabilities,
    List<List<Float>> weights) {
  /** The scores of an empty output. */
  public static final TokenScores EMPTY =
      new TokenScores(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public TokenScores {
    sourceTokens = List.copyOf(sourceTokens);
    targetTokens = List.copyOf(targetTokens);
    logProbabilities = List.copyOf(logProbabilities);
    weights = weights.stream().map(List::copyOf).toList();
  }

  /** Returns the log-probability of the whole output. */
  public double logProbability() {
    return logProbabilities.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns whether the end mark was scored. */
  public boolean isEnded() {
    return logProbabilities.size() > targetTokens.size();
  }

  /**
   * Returns for each target token the index, from 0, of the source token with the greatest weight;
   * among equal ones the first. End marks are left out on both sides. Empty if there is no source
   * token.
   *
   * @throws IllegalStateException if there are no weights
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
