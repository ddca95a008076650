package org.dragoman.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Python prints them. */
public final class Decimals {

  private Decimals() {}

  /**
   * Rounds the exact binary value, half to even, as Python's {@code f"{x:.2f}"} does: 0.125 becomes
   * 0.12. {@link String#format} would round the shortest decimal half up, to 0.13. NaN is written
   * {@code nan}, infinity {@code inf} or {@code -inf}.
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
