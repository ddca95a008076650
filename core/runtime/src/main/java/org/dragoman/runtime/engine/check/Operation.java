package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dragoman.runtime.engine.Torch;

/**
 * An operation of the engine that Dragoman relies on, and what it must compute.
 *
 * @param name for people, such as {@code linear, packed}
 * @param use what it is used for
 * @param allowed the greatest error that rounding explains; a real fault is of the order of 1
 * @param dimensions what the three numbers of a size are to it; of one without a name nothing
 *     depends
 * @param allPairs whether the size of one dimension can hide a fault of another, as in products
 * @param maker of what is tried
 */
public record Operation(
    String name, Use use, double allowed, Dimensions dimensions, boolean allPairs, Maker maker) {
  /** What float32 may be off. Sums of 300 products are off by some 1e-6. */
  static final double FLOAT32 = 1e-4;

  /**
   * What bfloat16 may be off: it has 8 significant bits, a cell rounds at every step, and the
   * gradient of a vector sums what was rounded over the whole batch.
   */
  static final double BFLOAT16 = 0.3;

  /** The names of a size's numbers. */
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

  /** Makes a trial. */
  @FunctionalInterface
  interface Maker {
    Trial at(Size size, Draw draw, Tape tape);
  }

  /** The sizes that it is tried at. */
  List<Size> sizes(Extent extent) {
    return allPairs ? extent.pairs() : extent.each();
  }

  /**
   * Tries it at one size.
   *
   * @param backward whether its gradients are tried, too
   */
  Errors tryAt(Size size, Torch torch, boolean backward) {
    Tape tape = new Tape();
    Draw draw = new Draw(tape, name.hashCode() * 31L + size.seed());
    try (NDManager scope = torch.manager().newSubManager()) {
      return maker.at(size, draw, tape).run(new Bench(torch, scope, backward));
    }
  }
}
