package org.dragoman.training.backprop;

import java.util.ArrayList;
import java.util.List;

/**
 * Where truncated BPTT cuts sequences: each {@code k1} steps there is a backward pass for their
 * loss, which goes {@code k2} steps back from the last of them (Williams and Peng 1990, "An
 * Efficient Gradient-Based Algorithm for On-Line Training of Recurrent Network Trajectories").
 *
 * @param k1 steps between two backward passes
 * @param k2 steps that gradients go back, at least k1
 */
record Windows(int k1, int k2) {
  /**
   * A window.
   *
   * @param from the first step that is in the graph
   * @param lossFrom the first whose loss counts: the end of the window before
   * @param to past the last
   */
  record Window(int from, int lossFrom, int to) {}

  /** The windows of a sequence of so many steps. */
  List<Window> of(int steps) {
    List<Window> windows = new ArrayList<>();
    for (int lossFrom = 0; lossFrom < steps; lossFrom += k1) {
      windows.add(new Window(begin(lossFrom), lossFrom, Math.min(steps, lossFrom + k1)));
    }
    return windows;
  }

  /** Where the graph of the window begins whose loss begins there. */
  private int begin(int lossFrom) {
    return Math.max(0, lossFrom - (k2 - k1));
  }

  /** Where the graph of the next window begins. */
  int nextFrom(Window window) {
    return begin(window.to());
  }
}
