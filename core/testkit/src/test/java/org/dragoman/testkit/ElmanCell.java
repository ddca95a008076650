package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.UniformInitializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;

/** h' = tanh(W x + b + U h), and the same with a fault that a contract must find. */
record ElmanCell(Ops ops, long inputSize, Fault fault, List<Parameter> parameters)
    implements RnnCell {
  private static final long SIZE = 4;

  /** What is wrong with the cell. */
  enum Fault {
    NONE,
    BIAS_IN_PROJECTION,
    SCALED_BY_A_JAVA_NUMBER,
    STOPPED_GRADIENT,
    FUSED_IGNORES_REVERSE,
    FUSED_WITHOUT_BIAS,
    RESULT_WITH_THE_WEIGHTS,
    RESULT_WITH_THE_BATCH,
    ROWS_SEE_EACH_OTHER,
    BATCH_SIZE_IS_FIXED,
    NO_BOUND,
    FUSED_IN_INFERENCE_ONLY_WITHOUT_BIAS,
    OUTPUT_SIZE_OF_THE_INPUT,
    NAME_WITH_A_DOT,
    DIVIDES_BY_THE_INPUT_SIZE,
    GATE_CALLED_OUTPUT,
    GATE_OF_ALL_ROWS
  }

  ElmanCell(Ops ops, long inputSize, Fault fault) {
    this(
        ops,
        inputSize,
        fault,
        List.of(
            weight(
                fault == Fault.NAME_WITH_A_DOT ? "weight.ih" : "weight_ih",
                fault == Fault.DIVIDES_BY_THE_INPUT_SIZE
                    ? new UniformInitializer((float) (1 / Math.sqrt(inputSize)))
                    : new NormalInitializer(),
                SIZE,
                inputSize),
            weight("weight_hh", SIZE, SIZE),
            weight("bias_ih", SIZE),
            weight("bias_hh", SIZE)));
  }

  private static Parameter weight(String name, long... shape) {
    return weight(name, new NormalInitializer(), shape);
  }

  private static Parameter weight(String name, Initializer initializer, long... shape) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(shape))
        .optInitializer(initializer)
        .build();
  }

  @Override
  public long outputSize() {
    return fault == Fault.OUTPUT_SIZE_OF_THE_INPUT ? inputSize : SIZE;
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    NDList weights = new NDList(parameters.stream().map(Parameter::getArray).toList());
    return new Run(manager, batchSize, mode, weights);
  }

  private final class Run implements CellRun {
    private final NDManager manager;
    private final long batchSize;
    private final Mode mode;
    private final NDList weights;

    Run(NDManager manager, long batchSize, Mode mode, NDList weights) {
      this.manager = manager;
      this.batchSize = batchSize;
      this.mode = mode;
      this.weights = weights;
    }

    @Override
    public CellState zeroState() {
      return CellState.of(manager.zeros(new Shape(batchSize, SIZE), weights.get(0).getDataType()));
    }

    @Override
    public CellState startState(NDArray output) {
      return CellState.of(output);
    }

    @Override
    public NDArray project(NDArray inputs, long offset) {
      long width = inputs.getShape().get(inputs.getShape().dimension() - 1);
      NDArray columns = weights.get(0).get(new NDIndex(":, {}:{}", offset, offset + width));
      columns.attach(inputs.getManager());
      return fault == Fault.BIAS_IN_PROJECTION
          ? Linear.linear(inputs, columns, weights.get(2)).singletonOrThrow()
          : Linear.linear(inputs, columns).singletonOrThrow();
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      NDArray h = state.output();
      if (fault == Fault.ROWS_SEE_EACH_OTHER) {
        h = h.add(h.mean(new int[] {0}, true));
      } else if (fault == Fault.SCALED_BY_A_JAVA_NUMBER) {
        h = h.mul(0.5);
      } else if (fault == Fault.STOPPED_GRADIENT) {
        h = h.stopGradient();
      } else if (fault == Fault.BATCH_SIZE_IS_FIXED) {
        h = h.add(zeroState().output());
      } else if (fault == Fault.RESULT_WITH_THE_BATCH) {
        h = manager.zeros(new Shape(1), h.getDataType()).add(h);
      }
      NDArray bias =
          fault == Fault.RESULT_WITH_THE_WEIGHTS
              ? weights.get(3).add(weights.get(2))
              : TestEngine.view(projected.getManager(), weights.get(3)).add(weights.get(2));
      NDArray sum = projected.add(Linear.linear(h, weights.get(1), bias).singletonOrThrow());
      return CellState.of(fault == Fault.NO_BOUND ? sum.exp() : Activation.tanh(sum));
    }

    @Override
    public Map<String, NDArray> gates(NDArray projected, CellState state) {
      NDArray output = step(projected, state).output();
      return switch (fault) {
        case GATE_CALLED_OUTPUT -> Map.of("output", output);
        case GATE_OF_ALL_ROWS -> Map.of("n", output.sum(new int[] {0}, true));
        default -> Map.of("n", output);
      };
    }

    @Override
    public Optional<SequenceOutput> sequence(
        NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
      boolean onlyInInference = fault == Fault.FUSED_IN_INFERENCE_ONLY_WITHOUT_BIAS;
      if (onlyInInference && mode == Mode.TRAINING) {
        return Optional.empty();
      }
      boolean backwards = fault != Fault.FUSED_IGNORES_REVERSE && reverse;
      NDList arguments = new NDList(weights);
      if (fault == Fault.FUSED_WITHOUT_BIAS || onlyInInference) {
        arguments.set(3, weights.get(3).zerosLike());
      }
      return Optional.of(
          ops.rnn(FusedRnn.RNN_TANH, inputs, lengths, backwards, initial, arguments));
    }
  }
}
