package org.dragoman.evaluation;

/**
 * A chrF score.
 *
 * @param name with beta and a plus for each order of words: {@code chrF2++}
 * @param value the score, 0 to 100
 * @param signature how the score was computed
 */
public record ChrfScore(String name, double value, Signature signature) implements Score {

  @Override
  public String toString() {
    return formatWithSignature(2);
  }
}
