package org.dragoman.training.optimizer;

/**
 * Changes the weights by the gradients that a backward pass summed up over tokens: their mean,
 * scaled down where its norm is too great (Pascanu et al. 2013, arXiv:1211.5063), goes to Adam.
 *
 * @param adam has the weights
 * @param clipNorm greatest norm of the mean gradient a token; 0 for no clipping
 */
public record ClippedStep(Adam adam, double clipNorm) {
  /**
   * What a step did.
   *
   * @param gradientNorm of the mean loss a token, before clipping
   * @param applied whether the weights changed: not where loss or gradient is not finite
   */
  public record Outcome(double gradientNorm, boolean applied) {}

  /**
   * Takes a step and sets the gradients to zero. To be called with gradients off.
   *
   * @param tokens that the gradients were summed over
   * @param loss of them
   * @param rate the learning rate
   */
  public Outcome take(int tokens, double loss, double rate) {
    double norm = adam.gradientNorm() / tokens;
    boolean finite = Double.isFinite(norm) && Double.isFinite(loss);
    if (finite) {
      double clip = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      adam.step(rate, clip / tokens);
    }
    adam.zeroGradients();
    return new Outcome(norm, finite);
  }

  /** Forgets the gradients. */
  public void discard() {
    adam.zeroGradients();
  }
}
