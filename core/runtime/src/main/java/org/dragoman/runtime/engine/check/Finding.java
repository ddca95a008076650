package org.dragoman.runtime.engine.check;

/**
 * A size at which an operation is wrong.
 *
 * @param size in words: {@code rows 3, inputs 5, outputs 40}
 * @param part whether the result or the gradient is wrong
 * @param error the error as a share of the greatest value; infinite if a value is NaN
 * @param failure the engine's message if it computed nothing, otherwise empty
 */
public record Finding(String size, Part part, double error, String failure) {
  /** A part of an operation. */
  public enum Part {
    /** Its result. */
    RESULT,
    /** Only its gradient, which training uses. */
    GRADIENT
  }

  /** Returns words such as {@code the gradient is off by 1.3 at batch 3, inputs 5, units 40}. */
  public String inWords() {
    String what = part == Part.RESULT ? "the result" : "the gradient";
    if (!failure.isEmpty()) {
      return "%s cannot be computed at %s: %s".formatted(what, size, failure);
    }
    if (Double.isInfinite(error)) {
      return "%s holds values that are no numbers at %s".formatted(what, size);
    }
    return "%s is off by %.2g of its greatest value at %s".formatted(what, error, size);
  }
}
