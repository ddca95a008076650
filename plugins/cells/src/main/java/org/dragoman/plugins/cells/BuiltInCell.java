package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.initializer.Initializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.jspecify.annotations.Nullable;

/**
 * The base class of the built-in cells: sizes, weights, the projection of inputs and dropout. A
 * cell adds its other weights and a {@link Run} with its equations. A matrix stacks one block for
 * each gate.
 *
 * <p>A cell of input size 0, which occurs in a deep transition, has no {@code weight_ih}; its
 * projections are zeros.
 */
abstract class BuiltInCell implements RnnCell {
  private final Ops ops;
  private final long inputSize;
  private final long size;
  private final long projectedSize;
  private final CellDropout dropout;
  private final List<Parameter> parameters = new ArrayList<>();
  private final @Nullable Parameter inputWeight;

  /** The arguments of {@code open}. */
  record Batch(NDManager manager, long size, Mode mode) {}

  /**
   * @param blocks the number of blocks {@code [H, I]} of the matrix {@code weight_ih}
   */
  BuiltInCell(Ops ops, long inputSize, long size, int blocks, CellDropout dropout) {
    this(ops, inputSize, size, blocks, RecurrentInit.uniform(size), dropout);
  }

  /**
   * @param inputInit initializes {@code weight_ih}
   */
  BuiltInCell(
      Ops ops, long inputSize, long size, int blocks, Initializer inputInit, CellDropout dropout) {
    this.ops = ops;
    this.inputSize = inputSize;
    this.size = size;
    this.dropout = dropout;
    projectedSize = blocks * size;
    inputWeight = inputSize == 0 ? null : add("weight_ih", inputInit, projectedSize, inputSize);
  }

  /**
   * Checks the input size of a cell that needs an input, and returns it.
   *
   * @throws IllegalArgumentException where there is none
   */
  static long withInput(long inputSize) {
    if (inputSize == 0) {
      throw new IllegalArgumentException(
          "it has no input, as the later cells of a layer with a transition-depth have none, and"
              + " without one it does not move its state on. Take another cell, such as gru or"
              + " lstm, or a transition-depth of 1.");
    }
    return inputSize;
  }

  /** Adds a weight, {@code [rows, columns]} or {@code [rows]}. */
  final Parameter add(String name, Initializer initializer, long... shape) {
    Parameter parameter =
        Parameter.builder()
            .setName(name)
            .setType(shape.length == 1 ? Parameter.Type.BIAS : Parameter.Type.WEIGHT)
            .optShape(new Shape(shape))
            .optInitializer(initializer)
            .build();
    parameters.add(parameter);
    return parameter;
  }

  /** Adds a matrix for h, {@code [blocks*H, H]}. */
  final Parameter addRecurrent(String name, RecurrentInit init, int blocks) {
    return add(name, init.initializer(size), blocks * size, size);
  }

  /** Adds a vector {@code [blocks*H]} with uniform initial values. */
  final Parameter addVector(String name, int blocks) {
    return add(name, RecurrentInit.uniform(size), blocks * size);
  }

  @Override
  public final List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public final long inputSize() {
    return inputSize;
  }

  @Override
  public final long outputSize() {
    return size;
  }

  final Ops ops() {
    return ops;
  }

  @Override
  public final CellRun open(NDManager manager, long batchSize, Mode mode) {
    CellRun run = open(new Batch(manager, batchSize, mode));
    return dropout.zoneout() == 0 ? run : new ZoneoutRun(ops, run, dropout.zoneout(), mode);
  }

  /** Opens a run without zoneout. */
  abstract CellRun open(Batch batch);

  /** A run with everything except the step. Its state is h alone. */
  abstract class Run implements CellRun {
    private final Batch batch;
    private final InputProjection projection;
    private final @Nullable NDArray stateMask;
    private @Nullable Map<String, NDArray> named;

    Run(Batch batch) {
      this.batch = batch;
      projection =
          new InputProjection(
              ops,
              batch.manager(),
              inputWeight == null ? null : inputWeight.getArray(),
              projectedSize);
      stateMask = training() && dropout.state() > 0 ? drawStateMask() : null;
    }

    private boolean training() {
      return batch.mode() == Mode.TRAINING;
    }

    private NDArray zeros() {
      return batch
          .manager()
          .zeros(new Shape(batch.size(), size), parameters.get(0).getArray().getDataType());
    }

    private NDArray drawStateMask() {
      try (NDArray zeros = zeros();
          NDArray ones = zeros.onesLike()) {
        return dropped(ones, dropout.state());
      }
    }

    private static NDArray dropped(NDArray x, double rate) {
      return Dropout.dropout(x, (float) rate, true).singletonOrThrow();
    }

    /** Returns h, {@code [B', H]}, with the dropout of the recurrent products. */
    final NDArray masked(NDArray h) {
      return stateMask == null ? h : h.mul(stateMask);
    }

    /** Returns the candidate, {@code [B', H]}, with the dropout of updates. */
    final NDArray update(NDArray candidate) {
      return training() && dropout.update() > 0 ? dropped(candidate, dropout.update()) : candidate;
    }

    /** Records a gate or candidate under its name in the equations, and returns it. */
    final NDArray named(String name, NDArray values) {
      if (named != null) {
        named.put(name, values);
      }
      return values;
    }

    @Override
    public final Map<String, NDArray> gates(NDArray projected, CellState state) {
      Map<String, NDArray> gates = new LinkedHashMap<>();
      named = gates;
      try {
        step(projected, state);
      } finally {
        named = null;
      }
      return gates;
    }

    /**
     * Returns whether no dropout changes the equations, so that the engine's kernel may compute
     * them.
     */
    final boolean isPlain() {
      return !training() || (dropout.state() == 0 && dropout.update() == 0);
    }

    @Override
    public final CellState zeroState() {
      return startState(zeros());
    }

    @Override
    public CellState startState(NDArray output) {
      return CellState.of(output);
    }

    @Override
    public NDArray project(NDArray inputs, long offset) {
      return projection.apply(inputs, offset);
    }
  }
}
