package org.dragoman.training.optimizer;

/**
 * Changes the weights by the gradients that a backward pass summed up: their mean, scaled down
 * where its norm is too great (Pascanu et al. 2013, arXiv:1211.5063), goes to Adam.
 *
 * @param adam has the weights
 * @param clipNorm greatest norm of the mean gradient; 0 for no clipping
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
   * @param count of tokens or sentences that the gradients are to be the mean of
   * @param loss of them
   * @param rate the learning rate
   */
  public Outcome take(int count, double loss, double rate) {
    double norm = adam.gradientNorm() / count;
    boolean finite = Double.isFinite(norm) && Double.isFinite(loss);
    if (finite) {
      double clip = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      adam.step(rate, clip / count);
    }
    adam.zeroGradients();
    return new Outcome(norm, finite);
  }

  /** Forgets the gradients. */
  public void discard() {
    adam.zeroGradients();
  }
}
