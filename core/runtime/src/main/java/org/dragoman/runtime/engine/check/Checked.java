package org.dragoman.runtime.engine.check;

import java.util.Comparator;
import java.util.List;

/**
 * The result of checking an operation at many sizes.
 *
 * @param name the operation's name
 * @param use the operation's use
 * @param allowed the greatest error that rounding explains
 * @param trials the number of sizes
 * @param error the greatest error of all sizes
 * @param wrong the sizes at which it is wrong, in the order of the checks
 */
public record Checked(
    String name, Use use, double allowed, int trials, double error, List<Finding> wrong) {
  /** Copies the list. */
  public Checked {
    wrong = List.copyOf(wrong);
  }

  /** Returns whether it is right at every size. */
  public boolean isRight() {
    return wrong.isEmpty();
  }

  /** Returns the size with the greatest error; wrong results come before wrong gradients. */
  public Finding worst() {
    return wrong.stream()
        .min(
            Comparator.comparing(Finding::part)
                .thenComparing(Finding::error, Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** Explains to the user what is affected; if only gradients are wrong, only training is. */
  public String meaning() {
    boolean trainingOnly = worst().part() == Finding.Part.GRADIENT && use != Use.BFLOAT16;
    return (trainingOnly ? Use.TRAINING : use).meaning();
  }
}
