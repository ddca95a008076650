package org.example.dragoman;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;
import java.util.List;
import java.util.Map;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;

/**
 * Chaos-free network: a gated cell that comes to rest where nothing more is fed to it.
 *
 * <pre>
 * theta = sigmoid(U_theta h + V_theta x + b_theta)
 * eta   = sigmoid(U_eta h + V_eta x + b_eta)
 * h'    = theta * tanh(h) + eta * tanh(W x)
 * </pre>
 *
 * Laurent and von Brecht 2016, "A recurrent neural network without chaos" (arXiv:1612.06212).
 */
final class CfnCell implements RnnCell {
  private final Ops ops;
  private final long inputSize;
  private final long size;

  // V_theta, V_eta and W one below the other, so that one product makes all three parts.
  private final Parameter input;
  private final Parameter hidden;
  private final Parameter bias;

  CfnCell(Ops ops, long inputSize, long size) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    input = parameter("weight_ih", Parameter.Type.WEIGHT, 3 * size, inputSize);
    hidden = parameter("weight_hh", Parameter.Type.WEIGHT, 2 * size, size);
    bias = parameter("bias", Parameter.Type.BIAS, 2 * size);
  }

  private Parameter parameter(String name, Parameter.Type type, long... shape) {
    // Not by the width of the input, which is 0 in the later cells of a deep transition.
    UniformInitializer uniform = new UniformInitializer((float) (1 / Math.sqrt(size)));
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(new Shape(shape))
        .optInitializer(uniform)
        .build();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(input, hidden, bias);
  }

  @Override
  public long inputSize() {
    return inputSize;
  }

  @Override
  public long outputSize() {
    return size;
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    return new Run(manager, batchSize);
  }

  private record Parts(NDArray theta, NDArray eta, NDArray candidate) {}

  /** The cell at work on one batch: the weights are fetched once, not at each step. */
  private final class Run implements CellRun {
    private final NDManager manager;
    private final long batchSize;
    private final NDArray inputWeight = input.getArray();
    private final NDArray hiddenWeight = hidden.getArray();
    private final NDArray biases = bias.getArray();

    Run(NDManager manager, long batchSize) {
      this.manager = manager;
      this.batchSize = batchSize;
    }

    @Override
    public CellState zeroState() {
      return CellState.of(manager.zeros(new Shape(batchSize, size), biases.getDataType()));
    }

    @Override
    public CellState startState(NDArray output) {
      return CellState.of(output);
    }

    @Override
    public NDArray project(NDArray inputs, long offset) {
      long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
      if (width == inputSize) {
        return ops.linear(inputs, inputWeight, null);
      }
      NDArray columns = inputWeight.get(new NDIndex(":, {}:{}", offset, offset + width));
      // A result belongs to the manager of its first operand: here that of the weights, where it
      // would stay for ever.
      columns.attach(inputs.getManager());
      return ops.linear(inputs, columns, null);
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      NDArray h = state.output();
      Parts parts = parts(projected, h);
      NDArray kept = parts.theta().mul(Activation.tanh(h));
      NDArray taken = parts.eta().mul(parts.candidate());
      return CellState.of(kept.add(taken));
    }

    private Parts parts(NDArray projected, NDArray h) {
      NDList x = projected.split(new long[] {2 * size}, 1);
      NDList gates =
          Activation.sigmoid(x.get(0).add(ops.linear(h, hiddenWeight, biases)))
              .split(new long[] {size}, 1);
      return new Parts(gates.get(0), gates.get(1), Activation.tanh(x.get(1)));
    }

    /** What "dragoman inspect gates" shows. */
    @Override
    public Map<String, NDArray> gates(NDArray projected, CellState state) {
      Parts parts = parts(projected, state.output());
      return Map.of("theta", parts.theta(), "eta", parts.eta(), "candidate", parts.candidate());
    }
  }
}
