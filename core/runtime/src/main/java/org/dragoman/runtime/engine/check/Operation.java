package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.engine.Torch;

/**
 * An operation of the engine that Dragoman uses, and how to check it.
 *
 * @param name for users, such as {@code linear, packed}
 * @param use the purpose that Dragoman uses it for
 * @param allowed the greatest error that rounding explains; a real fault is of the order of 1
 * @param dimensions the meaning of the three numbers of a size; a number without a name has no
 *     effect
 * @param allPairs whether a fault may depend on pairs of dimensions, as in products
 * @param maker creates the trials
 */
public record Operation(
    String name, Use use, double allowed, Dimensions dimensions, boolean allPairs, Maker maker) {
  /** The allowed error in float32. Sums of 300 products have an error of some 1e-6. */
  static final double FLOAT32 = 1e-4;

  /**
   * The allowed error in bfloat16: it has 8 significant bits, a cell rounds at every step, and the
   * gradient of a vector sums rounded values over the whole batch.
   */
  static final double BFLOAT16 = 0.3;

  /** The names of the three numbers of a size. */
  record Dimensions(String rows, String inputs, String outputs) {
    String inWords(Size size) {
      StringBuilder words = new StringBuilder();
      append(words, size.rows(), rows);
      append(words, size.inputs(), inputs);
      append(words, size.outputs(), outputs);
      return words.toString();
    }

    private static void append(StringBuilder words, int number, String name) {
      if (!name.isEmpty()) {
        words.append(words.isEmpty() ? "" : ", ").append(name).append(' ').append(number);
      }
    }
  }

  /** Creates a trial. */
  @FunctionalInterface
  interface Maker {
    Trial at(Size size, Draw draw, Tape tape);
  }

  /** Returns the sizes at which it is checked. */
  List<Size> sizes(Extent extent) {
    return allPairs ? extent.pairs() : extent.each();
  }

  /**
   * Checks it at one size.
   *
   * @param backward whether its gradients are checked, too
   */
  Errors tryAt(Size size, Torch torch, boolean backward) {
    Tape tape = new Tape();
    Draw draw = new Draw(tape, name.hashCode() * 31L + size.seed());
    try (NDManager scope = torch.manager().newSubManager()) {
      return maker.at(size, draw, tape).run(new Bench(torch, scope, backward));
    }
  }
}
