package org.dragoman.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy with label smoothing (Szegedy et al. 2016, arXiv:1512.00567): the target has
 * probability {@code 1 - e}, and {@code e} is spread evenly over the whole vocabulary. The loss is
 * the end of the graph, so its gradient is computed by its formula (softmax minus the smoothed
 * target) and not by the recorded graph. That saves most of the passes over the largest array of an
 * update.
 */
public final class CrossEntropy {
  private final Torch torch;
  private final double smoothing;
  private final float @Nullable [] weights;

  /** Creates a loss in which all tokens have the same weight. */
  public CrossEntropy(Torch torch, double smoothing) {
    this(torch, smoothing, null);
  }

  /**
   * Creates a loss.
   *
   * @param smoothing the probability mass that is spread evenly
   * @param weights the weight of each token of the vocabulary; null for equal weights
   */
  public CrossEntropy(Torch torch, double smoothing, float @Nullable [] weights) {
    this.torch = torch;
    this.smoothing = smoothing;
    this.weights = weights;
  }

  /**
   * The loss of a batch.
   *
   * @param sum of the smoothed and weighted loss over all tokens, in nats
   * @param negativeLogLikelihood sum over all tokens without smoothing and weights
   * @param gradient {@code [N, V]}, of {@code sum} with respect to the logits
   */
  public record Loss(double sum, double negativeLogLikelihood, NDArray gradient) {}

  /**
   * Computes loss and gradient.
   *
   * @param logits {@code [N, V]}
   * @param targets {@code [N]}, INT64
   */
  public Loss of(NDArray logits, NDArray targets) {
    try (GradMode off = GradMode.off();
        NDArray epsilon = logits.getManager().create(new double[] {smoothing})) {
      NDList result = call(logits, targets, epsilon);
      try (NDArray sums = result.get(0);
          NDArray exact = sums.toType(DataType.FLOAT64, true)) {
        double[] values = exact.toDoubleArray();
        return new Loss(values[0], values[1], result.get(1));
      }
    }
  }

  private NDList call(NDArray logits, NDArray targets, NDArray epsilon) {
    if (weights == null) {
      return torch.kernels().call("cross_entropy", logits, targets, epsilon);
    }
    try (NDArray given = NativeCopy.of(logits.getManager().create(weights));
        NDArray ofType = given.toType(logits.getDataType(), true)) {
      return torch.kernels().call("weighted_cross_entropy", logits, targets, epsilon, ofType);
    }
  }
}
