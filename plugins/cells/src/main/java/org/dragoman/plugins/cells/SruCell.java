package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import jakarta.inject.Inject;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Ops;

/**
 * Simple recurrent unit, name {@value #NAME}: no matrix product waits for the step before.
 *
 * <pre>
 * f  = sigmoid(W_f x + v_f * c + b_f)
 * r  = sigmoid(W_r x + v_r * c + b_r)
 * c' = f * c + (1 - f) * (W x)
 * h' = r * c' + (1 - r) * s
 * </pre>
 *
 * The highway s is a x with a = sqrt(3) if I = H, and otherwise a learned map W_s x. A step does
 * not read h, so when a bridge starts a decoder, its output becomes the initial c, too.
 *
 * <p>Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence"
 * (arXiv:1709.02755), with its scaling of the highway and its initial values: matrices uniform in
 * plus or minus sqrt(3/I) (W_s in a times that), biases zero. Take it in several layers, where
 * speed counts more than the last bit of quality.
 */
public final class SruCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "sru";

  /** With this factor h has the variance of x while the gates are half open. */
  private static final double HIGHWAY_SCALE = Math.sqrt(3);

  private final boolean identityHighway;
  private final Parameter forgetPeephole;
  private final Parameter highwayPeephole;
  private final Parameter bias;

  private SruCell(Ops ops, SruConfig config, long inputSize) {
    super(
        ops,
        withInput(inputSize),
        config.size(),
        inputSize == config.size() ? 3 : 4,
        inputInit(inputSize, config.size()),
        config.dropout().rates());
    identityHighway = inputSize == config.size();
    forgetPeephole = addVector("weight_cf", 1);
    highwayPeephole = addVector("weight_cr", 1);
    bias = add("bias", Initializer.ZEROS, 2L * config.size());
  }

  private static Initializer inputInit(long inputSize, long size) {
    double range = Math.sqrt(3.0 / inputSize);
    return (manager, shape, type) -> {
      try (NDManager scratch = manager.newSubManager()) {
        Shape highway = new Shape(shape.get(0) - 3 * size, shape.get(1));
        NDArray gates = uniform(scratch, range, new Shape(3 * size, shape.get(1)), type);
        return scratch.ret(
            highway.get(0) == 0
                ? gates
                : gates.concat(uniform(scratch, HIGHWAY_SCALE * range, highway, type), 0));
      }
    };
  }

  private static NDArray uniform(NDManager manager, double range, Shape shape, DataType type) {
    return new UniformInitializer((float) range).initialize(manager, shape, type);
  }

  /** Makes {@link SruCell}s. */
  public static final class Factory extends CellFactory<SruConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, SruConfig.class, SruCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    long size = outputSize();
    return new Run(batch) {
      private final NDArray weightCf = forgetPeephole.getArray();
      private final NDArray weightCr = highwayPeephole.getArray();
      private final NDArray biases = bias.getArray();

      @Override
      public CellState startState(NDArray output) {
        return CellState.of(output, output);
      }

      @Override
      public NDArray project(NDArray inputs, long offset) {
        NDArray projected = super.project(inputs, offset);
        return identityHighway ? projected.concat(highway(inputs, offset), -1) : projected;
      }

      @Override
      public CellState step(NDArray projected, CellState state) {
        NDArray c = state.memory().get(0);
        NDList x = projected.split(new long[] {size, 3 * size}, 1);
        NDList gates = x.get(1).add(biases).split(2, 1);
        NDArray f = named("f", Activation.sigmoid(gates.get(0).add(c.mul(weightCf))));
        NDArray r = named("r", Activation.sigmoid(gates.get(1).add(c.mul(weightCr))));
        NDArray candidate = named("candidate", update(x.get(0)));
        NDArray next = candidate.add(f.mul(c.sub(candidate)));
        NDArray s = x.get(2);
        return CellState.of(s.add(r.mul(next.sub(s))), next);
      }
    };
  }

  /**
   * Returns {@code [..., H]}: the columns of the highway that these inputs fill, and zeros in the
   * others.
   */
  private NDArray highway(NDArray inputs, long offset) {
    NDArray scaled = ops().scale(inputs, HIGHWAY_SCALE);
    Shape shape = inputs.getShape();
    int last = shape.dimension() - 1;
    long after = outputSize() - offset - shape.get(last);
    if (offset == 0 && after == 0) {
      return scaled;
    }
    Shape rows = shape.slice(0, last);
    NDManager manager = inputs.getManager();
    return NDArrays.concat(
        new NDList(
            manager.zeros(rows.addAll(new Shape(offset)), inputs.getDataType()),
            scaled,
            manager.zeros(rows.addAll(new Shape(after)), inputs.getDataType())),
        last);
  }
}
