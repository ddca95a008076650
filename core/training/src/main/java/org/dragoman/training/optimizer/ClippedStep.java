package org.dragoman.training.optimizer;

/**
 * Updates the weights by the summed gradients of backward passes. It divides the gradients by the
 * count, clips each value, then scales all down if the norm is too great (Pascanu et al. 2013,
 * arXiv:1211.5063), and calls the optimizer.
 *
 * @param gradients of the weights
 * @param optimizer of the same weights
 * @param clipNorm greatest norm of the mean gradient; 0 for no clipping
 * @param clipValue greatest value in the mean gradient; 0 for no clipping
 */
public record ClippedStep(
    Gradients gradients, Optimizer optimizer, double clipNorm, double clipValue) {
  /**
   * The outcome of a step.
   *
   * @param gradientNorm of the mean loss, before clipping
   * @param applied whether the weights changed; false if loss or gradient is not finite
   */
  public record Outcome(double gradientNorm, boolean applied) {}

  /**
   * Takes a step and sets the gradients to zero. Call it with gradients off.
   *
   * @param count the number of tokens or sentences to divide the gradients by
   * @param loss the loss of the update
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

  /** Sets the gradients to zero without a step. */
  public void discard() {
    gradients.zero();
  }
}
