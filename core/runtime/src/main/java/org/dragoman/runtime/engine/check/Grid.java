package org.dragoman.runtime.engine.check;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.engine.Torch;

/** Checks operations of the engine at many sizes. */
public final class Grid {
  private Grid() {}

  /**
   * Checks operations.
   *
   * @param operations such as {@link Operations#of}
   * @return a result for each operation, in their order
   */
  public static List<Checked> run(Torch torch, List<Operation> operations, Extent extent) {
    return operations.stream()
        .map(operation -> check(torch, operation, operation.sizes(extent), true))
        .toList();
  }

  /** Checks one operation at sizes. */
  static Checked check(Torch torch, Operation operation, List<Size> sizes, boolean backward) {
    List<Finding> wrong = new ArrayList<>();
    double greatest = 0;
    for (Size size : sizes) {
      String words = operation.dimensions().inWords(size);
      try {
        Errors errors = operation.tryAt(size, torch, backward);
        greatest = Math.max(greatest, Math.max(errors.result(), errors.gradient()));
        if (errors.result() > operation.allowed()) {
          wrong.add(new Finding(words, Finding.Part.RESULT, errors.result(), ""));
        } else if (errors.gradient() > operation.allowed()) {
          wrong.add(new Finding(words, Finding.Part.GRADIENT, errors.gradient(), ""));
        }
      } catch (EngineException e) {
        greatest = Double.POSITIVE_INFINITY;
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        wrong.add(new Finding(words, Finding.Part.RESULT, greatest, message));
      }
    }
    return new Checked(
        operation.name(), operation.use(), operation.allowed(), sizes.size(), greatest, wrong);
  }
}
