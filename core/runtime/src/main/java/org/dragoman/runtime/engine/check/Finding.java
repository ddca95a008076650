package org.dragoman.runtime.engine.check;

/**
 * A size at which an operation is wrong.
 *
 * @param size in words: {@code rows 3, inputs 5, outputs 40}
 * @param part what is wrong
 * @param error how far it is off, as a share of the greatest value; infinite where a value is not a
 *     number
 * @param failure the engine's message where it computed nothing, else empty
 */
public record Finding(String size, Part part, double error, String failure) {
  /** What of an operation. */
  public enum Part {
    /** Its result. */
    RESULT,
    /** Its gradient alone, which training uses. */
    GRADIENT
  }

  /** {@code the gradient is off by 1.3 at batch 3, inputs 5, units 40}. */
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
