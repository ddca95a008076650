package org.dragoman.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Python prints them. */
public final class Decimals {

  private Decimals() {}

  /**
   * Rounds the exact binary value, half to even, as Python's {@code f"{x:.2f}"} does. {@link
   * String#format} rounds the shortest decimal half up, and so makes 0.125 to 0.13. What is no
   * number is {@code nan}, and what is infinite {@code inf} or {@code -inf}.
   */
  public static String format(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
