package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.Ops;

/**
 * The engine for one trial.
 *
 * @param torch the engine
 * @param manager of all arrays of the trial
 * @param backward whether gradients are checked, too
 */
record Bench(Torch torch, NDManager manager, boolean backward) {
  Ops ops() {
    return torch.ops();
  }

  /** Calls one of our kernels. */
  NDList kernel(String name, NDArray... arguments) {
    return torch.kernels().call(name, arguments);
  }

  /** Makes an array of a matrix, in FLOAT32. */
  NDArray array(Matrix matrix) {
    float[] values = new float[matrix.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix.values()[i];
    }
    return NativeCopy.of(manager.create(values, new Shape(matrix.rows(), matrix.columns())));
  }

  /** Makes an array {@code [N]}, INT64. */
  NDArray numbers(int... numbers) {
    return NativeCopy.of(manager.create(Arrays.stream(numbers).asLongStream().toArray()));
  }

  /** Makes an array {@code [N]}, FLOAT64, the type of the kernels' constants. */
  NDArray constants(double... values) {
    return NativeCopy.of(manager.create(values));
  }

  /** Returns the values in row-major order, as doubles. */
  static double[] read(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
