package org.dragoman.runtime.engine.check;

import java.util.Comparator;
import java.util.List;

/**
 * What came of trying an operation at many sizes.
 *
 * @param name the operation's
 * @param use the operation's
 * @param allowed the greatest error that is rounding
 * @param trials how many sizes
 * @param error the greatest of all
 * @param wrong the sizes at which it is wrong, in the order they were tried
 */
public record Checked(
    String name, Use use, double allowed, int trials, double error, List<Finding> wrong) {
  /** Copies the list. */
  public Checked {
    wrong = List.copyOf(wrong);
  }

  /** Whether it is right at every size. */
  public boolean isRight() {
    return wrong.isEmpty();
  }

  /** The size at which it is off most; results go before gradients. */
  public Finding worst() {
    return wrong.stream()
        .min(
            Comparator.comparing(Finding::part)
                .thenComparing(Finding::error, Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** What it means to the user; where the gradients alone are wrong, training alone is. */
  public String meaning() {
    boolean trainingOnly = worst().part() == Finding.Part.GRADIENT && use != Use.BFLOAT16;
    return (trainingOnly ? Use.TRAINING : use).meaning();
  }
}
