package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ForwardingCellRun;

/** A cell's run that reports each step to a watcher. It always goes step by step. */
public final class WatchedRun extends ForwardingCellRun {
  private final Watcher watcher;

  /**
   * Create a watched run.
   *
   * @param run does the work
   * @param watcher is told each step
   */
  public WatchedRun(CellRun run, Watcher watcher) {
    super(run);
    this.watcher = watcher;
  }

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
  public CellState step(NDArray projected, CellState state) {
    CellState next = super.step(projected, state);
    watcher.step(gates(projected, state), next);
    return next;
  }
}
