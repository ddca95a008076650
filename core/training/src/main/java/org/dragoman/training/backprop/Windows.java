package org.dragoman.training.backprop;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides sequences into the windows of truncated BPTT: every {@code k1} steps there is a backward
 * pass for the loss of these steps, which goes back {@code k2} steps from the last one (Williams
 * and Peng 1990, "An Efficient Gradient-Based Algorithm for On-Line Training of Recurrent Network
 * Trajectories").
 *
 * @param k1 steps between two backward passes
 * @param k2 steps that gradients go back, at least k1
 */
record Windows(int k1, int k2) {
  /**
   * A window.
   *
   * @param from the first step that is in the graph
   * @param lossFrom the first step whose loss counts: the end of the previous window
   * @param to the step after the last
   */
  record Window(int from, int lossFrom, int to) {}

  /** Returns the windows of a sequence with so many steps. */
  List<Window> of(int steps) {
    List<Window> windows = new ArrayList<>();
    for (int lossFrom = 0; lossFrom < steps; lossFrom += k1) {
      windows.add(new Window(begin(lossFrom), lossFrom, Math.min(steps, lossFrom + k1)));
    }
    return windows;
  }

  /** Returns the first step of the graph for the window whose loss begins at this step. */
  private int begin(int lossFrom) {
    return Math.max(0, lossFrom - (k2 - k1));
  }

  /** Returns the first step of the next window's graph. */
  int nextFrom(Window window) {
    return begin(window.to());
  }
}
