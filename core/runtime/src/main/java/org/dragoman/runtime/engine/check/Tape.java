package org.dragoman.runtime.engine.check;

import java.util.ArrayList;
import java.util.List;

/** Records computations on matrices, and runs their gradients backwards. */
final class Tape {
  private final List<Runnable> steps = new ArrayList<>();

  /** Records a step: it adds the gradient of a result to the gradients of the operands. */
  void record(Runnable step) {
    steps.add(step);
  }

  /** Runs all steps backwards; the gradients of the results must be set before. */
  void backward() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
  }
}
