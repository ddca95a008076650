package org.dragoman.training.optimizer;

/**
 * Changes the weights by the gradients that backward passes summed up: their mean, each value cut
 * to a greatest one, then all scaled down where the norm is too great (Pascanu et al. 2013,
 * arXiv:1211.5063), goes to the optimizer.
 *
 * @param gradients of the weights
 * @param optimizer of the same weights
 * @param clipNorm greatest norm of the mean gradient; 0 for no clipping
 * @param clipValue greatest value in the mean gradient; 0 for no clipping
 */
public record ClippedStep(
    Gradients gradients, Optimizer optimizer, double clipNorm, double clipValue) {
  /**
   * What a step did.
   *
   * @param gradientNorm of the mean loss, before clipping
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
    double norm = gradients.norm() / count;
    boolean finite = Double.isFinite(norm) && Double.isFinite(loss);
    if (finite) {
      optimizer.step(rate, scale(norm, count));
    }
    gradients.zero();
    return new Outcome(norm, finite);
  }

  private double scale(double norm, int count) {
    double clipped = norm;
    if (clipValue > 0) {
      gradients.clip(clipValue * count);
      clipped = clipNorm > 0 ? gradients.norm() / count : norm;
    }
    double clip = clipNorm > 0 && clipped > clipNorm ? clipNorm / clipped : 1;
    return clip / count;
  }

  /** Forgets the gradients. */
  public void discard() {
    gradients.zero();
  }
}
