package org.dragoman.evaluation;

/** A score and how it was computed; implementations add what it came from. */
public interface Score {

  /** The name of the metric, as in {@link Metric#name}. */
  String name();

  /** The score, in per cent; of TER it may be above 100. */
  double value();

  /** All that the score depends on but the text. */
  Signature signature();

  /** What sacreBLEU prints behind the score; empty for most metrics. */
  default String details() {
    return "";
  }

  /** The line {@code chrF2 = 54.72}, with two decimals. */
  default String format() {
    return format(2);
  }

  /**
   * The line that sacreBLEU prints, without a signature.
   *
   * @param decimals of the score
   */
  default String format(int decimals) {
    return name() + behindName(decimals);
  }

  /** The same line with the signature in it: {@code chrF2|nrefs:1|... = 54.72}. */
  default String formatWithSignature(int decimals) {
    return name() + "|" + signature() + behindName(decimals);
  }

  private String behindName(int decimals) {
    String score = " = " + Decimals.format(value(), decimals);
    return details().isEmpty() ? score : score + " " + details();
  }
}
