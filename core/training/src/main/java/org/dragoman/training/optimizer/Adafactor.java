package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.dragoman.runtime.engine.Torch;

/**
 * Adafactor (Shazeer and Stern 2018, arXiv:1804.04235): of a matrix's second moments it only keeps
 * row and column means, so the state takes little memory. It has no momentum. The decay of the
 * moments is {@code 1 - t^-0.8}. An update whose root mean square is above 1 is scaled down to 1.
 * Steps are relative to the root mean square of the weight, or to 1e-3 if that is less.
 */
final class Adafactor extends Optimizer {
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";
  private static final String VARIANCE = "variance";

  Adafactor(Torch torch, Map<String, Parameter> parameters) {
    super(torch, parameters);
    parameters.forEach(
        (name, parameter) -> {
          Shape shape = parameter.getArray().getShape();
          if (isMatrix(shape)) {
            addState(ROWS, name, new Shape(shape.get(0)));
            addState(COLUMNS, name, new Shape(shape.get(1)));
          } else {
            addState(VARIANCE, name, shape);
          }
        });
  }

  private static boolean isMatrix(Shape shape) {
    return shape.dimension() == 2;
  }

  @Override
  void step(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray hyper =
        step.constants(
            step.scale(), 1 - Math.pow(step.number(), -0.8), step.rate(), Math.sqrt(weight.size()));
    if (isMatrix(weight.getShape())) {
      call("adafactor_matrix", weight, gradient, state(ROWS, name), state(COLUMNS, name), hyper);
    } else {
      call("adafactor_vector", weight, gradient, state(VARIANCE, name), hyper);
    }
  }
}
