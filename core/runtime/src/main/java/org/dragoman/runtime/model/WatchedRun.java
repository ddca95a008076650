package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;

/**
 * A cell's run that tells what happens at each step. It always goes step by step.
 *
 * @param run that does the work
 * @param watcher is told each step
 */
public record WatchedRun(CellRun run, Watcher watcher) implements CellRun {
  /** Who looks on. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Is told a step.
     *
     * @param gates as of {@link CellRun#gates}
     * @param next the state after the step
     */
    void step(Map<String, NDArray> gates, CellState next);
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
    CellState next = run.step(projected, state);
    watcher.step(run.gates(projected, state), next);
    return next;
  }
}
