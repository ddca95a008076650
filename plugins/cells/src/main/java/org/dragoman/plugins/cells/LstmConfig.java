package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import org.dragoman.spi.Option;

/**
 * Configuration of a cell of the LSTM family.
 *
 * @param size hidden units
 * @param recurrentInit the initial values of the recurrent matrices
 * @param forgetBias added to the first values of the forget gate's bias
 * @param dropout of the recurrence
 */
public record LstmConfig(
    @Option(value = "Hidden units.", defaultValue = "512") int size,
    @Option(
            value = "Initial values of the recurrent matrices, for each gate separately.",
            defaultValue = "uniform")
        RecurrentInit recurrentInit,
    @Option(
            value =
                "Added to the initial values of the forget gate's bias; with 1 the cell remembers"
                    + " from the start.",
            defaultValue = "0.0")
        double forgetBias,
    @Option(value = "Dropout of the recurrence.", defaultValue = "{}") CellDropout dropout) {
  private static final double MAX_BIAS = 100;

  /** Checks the numbers. */
  public LstmConfig {
    SizeConfig.requireSize(size);
    if (!(Math.abs(forgetBias) <= MAX_BIAS)) {
      throw new IllegalArgumentException(
          "forget-bias must be from -100 to 100, got " + forgetBias + ". 1.0 is usual");
    }
  }

  /**
   * Initializes a bias {@code [G*H]}: uniform like other vectors, plus the forget bias in the block
   * of the forget gate.
   *
   * @param forgetGate the index of the forget gate's block
   */
  Initializer biasInit(int forgetGate) {
    Initializer uniform = RecurrentInit.uniform(size);
    return forgetBias == 0
        ? uniform
        : (manager, shape, type) -> {
          try (NDManager scratch = manager.newSubManager()) {
            NDArray before = scratch.zeros(new Shape(forgetGate * (long) size), type);
            NDArray raised = scratch.full(new Shape(size), (float) forgetBias, type);
            NDArray after = scratch.zeros(new Shape(shape.size() - (forgetGate + 1L) * size), type);
            NDArray raise = NDArrays.concat(new NDList(before, raised, after));
            return scratch.ret(uniform.initialize(scratch, shape, type).add(raise));
          }
        };
  }
}
