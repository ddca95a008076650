package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dragoman.runtime.engine.GradMode;

/**
 * A trial that computes the same thing twice: by the engine, and by {@link Matrix}.
 *
 * @param tape of the reference
 * @param inputs of both
 * @param engine computes the operation by the engine; gets the inputs as arrays {@code [rows,
 *     columns]}
 * @param reference computes the expected results, with the values in the engine's row-major order
 * @param backward whether the gradients of all inputs are compared, too
 */
record Comparison(
    Tape tape, List<Matrix> inputs, EngineSide engine, ReferenceSide reference, boolean backward)
    implements Trial {

  /** Computes results by the engine. */
  @FunctionalInterface
  interface EngineSide {
    List<NDArray> of(Bench bench, NDList inputs);
  }

  /** Computes results in plain Java. */
  @FunctionalInterface
  interface ReferenceSide {
    List<Matrix> of(List<Matrix> inputs);
  }

  @Override
  public Errors run(Bench bench) {
    NDList arrays = new NDList();
    inputs.forEach(input -> arrays.add(bench.array(input)));
    boolean gradients = backward && bench.backward();
    try (GradMode mode = gradients ? GradMode.on() : GradMode.off()) {
      if (gradients) {
        arrays.forEach(array -> array.setRequiresGradient(true));
      }
      List<NDArray> actual = engine.of(bench, arrays);
      List<Matrix> expected = reference.of(inputs);
      double result = 0;
      for (int i = 0; i < expected.size(); i++) {
        result = Math.max(result, Errors.of(Bench.read(actual.get(i)), expected.get(i).values()));
      }
      return new Errors(result, gradients ? gradient(bench, arrays, actual, expected) : 0);
    }
  }

  /** Compares the gradients of a sum of all results, each with a factor of its own. */
  private double gradient(Bench bench, NDList arrays, List<NDArray> actual, List<Matrix> expected) {
    List<NDArray> losses = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < expected.size(); i++) {
      Matrix matrix = expected.get(i);
      double[] factors = matrix.gradient();
      // Multiples of 1/8 from -2 to 2.
      Arrays.setAll(factors, j -> (random.nextInt(33) - 16) / 8.0);
      NDArray factor =
          bench.array(matrix.constant(matrix.rows(), matrix.columns(), factors.clone()));
      losses.add(actual.get(i).mul(factor.reshape(actual.get(i).getShape())).sum());
    }
    NDArray loss = losses.stream().reduce(NDArray::add).orElseThrow();
    bench.torch().backward(loss, loss.onesLike());
    tape.backward();
    double error = 0;
    for (int i = 0; i < inputs.size(); i++) {
      try (NDArray gradient = bench.torch().gradient(arrays.get(i))) {
        error = Math.max(error, Errors.of(Bench.read(gradient), inputs.get(i).gradient()));
      }
    }
    return error;
  }
}
