package org.dragoman.runtime.engine.check;

import java.util.ArrayList;
import java.util.List;

/** How gradients go back through what was computed from matrices, in the order it was computed. */
final class Tape {
  private final List<Runnable> steps = new ArrayList<>();

  /** Keeps how the gradient of a result goes to what the result was made of. */
  void record(Runnable step) {
    steps.add(step);
  }

  /** Goes back through everything; the gradients of the results must be set before. */
  void backward() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
  }
}
