package org.dragoman.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * The loss of target positions: cross-entropy, what the context strategy adds to it, and guided
 * alignment (Chen et al. 2016, arXiv:1607.01628), the cross-entropy of the context strategy's
 * weights against an alignment that is known.
 *
 * @param words the cross-entropy
 * @param guided how much guided alignment counts; 0 where there is none
 */
public record TokenLoss(Ops ops, EncoderDecoder model, CrossEntropy words, double guided) {
  /** Keeps the logarithm of a weight of zero finite. */
  private static final double LEAST = 1e-6;

  /** A backward pass. */
  @FunctionalInterface
  public interface Backward {
    /** Goes back from an output whose gradient is given. */
    void pass(NDArray output, NDArray gradient);
  }

  /**
   * What the decoder should have said.
   *
   * @param positions {@code [N]}, INT64, of the real positions in the flattened steps
   * @param tokens {@code [N]}, INT64
   * @param alignment {@code [T, B, S]}; null where it is not known
   */
  public record Wanted(NDArray positions, NDArray tokens, @Nullable NDArray alignment) {}

  /** What of the context strategy's steps the loss needs. */
  public TeacherForcedRun.Keep keep() {
    return guided > 0 ? TeacherForcedRun.Keep.WEIGHTS : TeacherForcedRun.Keep.CONTEXTS;
  }

  /**
   * Computes the loss of some steps and goes back from it.
   *
   * @param run of the batch
   * @param part the steps
   * @return the sum over the positions, in nats
   */
  public double learn(
      TeacherForcedRun run, TeacherForcedRun.Part part, Wanted wanted, Backward backward) {
    NDArray logits = model.logits(run.read(part.readouts(), wanted.positions()));
    CrossEntropy.Loss value = words.of(logits, wanted.tokens());
    NDArray added = added(run, part, wanted);
    if (added == null) {
      backward.pass(logits, value.gradient());
      return value.sum();
    }
    // One backward pass for both: the product has the loss's gradient as its own.
    NDArray both = logits.mul(value.gradient()).sum().add(added);
    backward.pass(both, both.onesLike());
    return value.sum() + added.toType(DataType.FLOAT64, true).getDouble();
  }

  /** {@code []}; null where nothing is added. */
  private @Nullable NDArray added(TeacherForcedRun run, TeacherForcedRun.Part part, Wanted wanted) {
    NDArray loss = part.loss();
    NDArray own = loss == null ? null : run.sum(loss, wanted.positions());
    NDArray weights = part.weights();
    NDArray alignment = wanted.alignment();
    if (guided == 0 || weights == null || alignment == null) {
      return own;
    }
    // Where nothing is known of a position, past a sentence's end too, its row is zero.
    NDArray known = weights.add(LEAST).log().mul(alignment).sum();
    NDArray guide = ops.scale(known, -guided);
    return own == null ? guide : own.add(guide);
  }
}
