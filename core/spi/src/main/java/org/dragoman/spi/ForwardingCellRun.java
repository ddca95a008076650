package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * A {@link CellRun} that hands each call on to another one. Extend it to change a part of what a
 * cell does, its {@link #step} for example:
 *
 * <pre>{@code
 * final class ScaledRun extends ForwardingCellRun {
 *   ScaledRun(CellRun run) { super(run); }
 *
 *   @Override
 *   public CellState step(NDArray projected, CellState state) {
 *     return super.step(projected, state).map(array -> ops.scale(array, 0.5));
 *   }
 * }
 * }</pre>
 *
 * {@link #sequence} is not handed on: the other run's fast way over a whole sequence would pass the
 * changed step by. So a sequence is run step by step, unless a subclass has a fast way of its own.
 */
public abstract class ForwardingCellRun implements CellRun {
  private final CellRun run;

  /**
   * Create a run that forwards.
   *
   * @param run does the work
   */
  protected ForwardingCellRun(CellRun run) {
    this.run = run;
  }

  @Override
  public CellState zeroState() {
    return run.zeroState();
  }

  @Override
  public CellState startState(NDArray output) {
    return run.startState(output);
  }

  @Override
  public NDArray project(NDArray inputs, long offset) {
    return run.project(inputs, offset);
  }

  @Override
  public CellState step(NDArray projected, CellState state) {
    return run.step(projected, state);
  }

  @Override
  public Map<String, NDArray> gates(NDArray projected, CellState state) {
    return run.gates(projected, state);
  }
}
