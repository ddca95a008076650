package org.dragoman.evaluation;

/**
 * How BLEU avoids a score of zero if an n-gram order has no match; after Chen and Cherry, "A
 * Systematic Comparison of Smoothing Techniques for Sentence-Level BLEU", WMT 2014.
 *
 * @param method the technique
 * @param value its parameter; 0 for the methods without one
 */
public record Smoothing(Method method, double value) {

  /** The techniques. */
  public enum Method {
    /** None: the score is zero. */
    NONE("none"),
    /** The value replaces a count of zero matches. */
    FLOOR("floor"),
    /** The value is added to matches and totals of every order except the first. */
    ADD_K("add-k"),
    /**
     * The first order without a match counts as half a match, the second as a quarter, and so on.
     */
    EXP("exp");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** The name in signatures, sacreBLEU's. */
    public String label() {
      return label;
    }
  }

  /** No smoothing. */
  public static final Smoothing NONE = new Smoothing(Method.NONE, 0);

  /** The smoothing of {@code mteval-v13a}, and the default. */
  public static final Smoothing EXP = new Smoothing(Method.EXP, 0);

  /** Refuses a value that is negative or no number, and one that the method does not use. */
  public Smoothing {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          "The value of smoothing '%s' is %s; it must be a number of at least 0"
              .formatted(method.label(), value));
    }
    if (value != 0 && !takesValue(method)) {
      throw new IllegalArgumentException(
          "Smoothing '%s' takes no value; given: %s".formatted(method.label(), value));
    }
  }

  /** {@link Method#FLOOR}; sacreBLEU's own value is 0.1. */
  public static Smoothing floor(double value) {
    return new Smoothing(Method.FLOOR, value);
  }

  /** {@link Method#ADD_K}; sacreBLEU's own value is 1. */
  public static Smoothing addK(double value) {
    return new Smoothing(Method.ADD_K, value);
  }

  /** Returns the form in a signature: {@code exp}, {@code floor[0.10]}. */
  @Override
  public String toString() {
    return takesValue(method)
        ? method.label() + "[" + Decimals.format(value, 2) + "]"
        : method.label();
  }

  private static boolean takesValue(Method method) {
    return method == Method.FLOOR || method == Method.ADD_K;
  }
}
