package org.dragoman.training.objective;

import ai.djl.ndarray.NDArray;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.jspecify.annotations.Nullable;

/**
 * What training minimises: the loss of some steps of a decoder. How the decoder was run, and how
 * far the gradient goes back from there, it does not know.
 */
public interface Objective {
  /** A backward pass. */
  @FunctionalInterface
  interface Backward {
    /** Goes back from an output whose gradient is given. */
    void pass(NDArray output, NDArray gradient);
  }

  /**
   * The tokens that the decoder should predict.
   *
   * @param positions {@code [N]}, INT64, of the real positions in the flattened steps
   * @param tokens {@code [N]}, INT64
   * @param alignment {@code [T, B, S]}; null where it is not known
   */
  record Wanted(NDArray positions, NDArray tokens, @Nullable NDArray alignment) {}

  /** Return what of the context strategy's steps the loss needs. */
  TeacherForcedRun.Keep keep();

  /**
   * Computes the loss of some steps and goes back from it.
   *
   * @param run of the batch
   * @param part the steps
   * @return the sum over the positions, in nats
   */
  double learn(TeacherForcedRun run, TeacherForcedRun.Part part, Wanted wanted, Backward backward);
}
