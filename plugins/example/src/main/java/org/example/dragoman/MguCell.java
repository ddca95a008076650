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
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;

/**
 * Minimal gated unit: a GRU whose two gates are one.
 *
 * <pre>
 * f  = sigmoid(W_f x + U_f h + b_f)
 * n  = tanh(W_n x + U_n (f * h) + b_n)
 * h' = (1 - f) * h + f * n
 * </pre>
 *
 * Zhou et al. 2016, "Minimal Gated Unit for Recurrent Neural Networks" (arXiv:1603.09420).
 */
final class MguCell implements RnnCell {
  private final Ops ops;
  private final long inputSize;
  private final long size;

  // W_f above W_n, so that one product makes both parts.
  private final Parameter input;
  private final Parameter forget;
  private final Parameter candidate;
  private final Parameter bias;

  MguCell(Ops ops, long inputSize, long size) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    input = parameter("weight_ih", Parameter.Type.WEIGHT, 2 * size, inputSize);
    forget = parameter("weight_hf", Parameter.Type.WEIGHT, size, size);
    candidate = parameter("weight_hn", Parameter.Type.WEIGHT, size, size);
    bias = parameter("bias", Parameter.Type.BIAS, 2 * size);
  }

  private Parameter parameter(String name, Parameter.Type type, long... shape) {
    return Parameter.builder()
        .setName(name)
        .setType(type)
        .optShape(new Shape(shape))
        .optInitializer(new UniformInitializer((float) (1 / Math.sqrt(size))))
        .build();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(input, forget, candidate, bias);
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

  /** The cell at work on one batch: the weights are fetched once, not at each step. */
  private final class Run implements CellRun {
    private final NDManager manager;
    private final long batchSize;
    private final NDArray inputWeight = input.getArray();
    private final NDArray forgetWeight = forget.getArray();
    private final NDArray candidateWeight = candidate.getArray();
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
      NDList x = projected.add(biases).split(new long[] {size}, 1);
      NDArray f = Activation.sigmoid(x.get(0).add(ops.linear(h, forgetWeight, null)));
      NDArray n = Activation.tanh(x.get(1).add(ops.linear(f.mul(h), candidateWeight, null)));
      return CellState.of(h.add(f.mul(n.sub(h))));
    }
  }
}
