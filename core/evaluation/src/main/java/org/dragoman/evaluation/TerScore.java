package org.dragoman.evaluation;

/**
 * A TER score.
 *
 * @param value edits in per cent of the references' words; 0 is best, and it may be above 100
 * @param edits insertions, deletions, substitutions and shifts
 * @param referenceLength words of the references; of several references for a segment their mean
 * @param signature how the score was computed
 */
public record TerScore(double value, long edits, double referenceLength, Signature signature)
    implements Score {

  @Override
  public String name() {
    return "TER";
  }

  @Override
  public String toString() {
    return formatWithSignature(2);
  }
}
