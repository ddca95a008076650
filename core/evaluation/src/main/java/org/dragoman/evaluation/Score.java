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

  /** The line {@code chrF2 = 54.72}, without a signature and with two decimals. */
  default String format() {
    return name() + behindName("", 2);
  }

  /** {@link #formatWithSignature(int)} with two decimals. */
  default String formatWithSignature() {
    return formatWithSignature(2);
  }

  /**
   * The line that sacreBLEU prints: {@code chrF2|nrefs:1|...|version:... = 54.72}.
   *
   * @param decimals of the score
   */
  default String formatWithSignature(int decimals) {
    return formatWithSignature(signature(), "", decimals);
  }

  /**
   * The same line with more in it.
   *
   * @param signature in the place of the score's own, where a test was made
   * @param note in brackets behind the number, for instance a confidence interval; may be empty
   * @param decimals of the score
   */
  default String formatWithSignature(Signature signature, String note, int decimals) {
    return name() + "|" + signature + behindName(note, decimals);
  }

  private String behindName(String note, int decimals) {
    return " = "
        + Decimals.format(value(), decimals)
        + (note.isEmpty() ? "" : " (" + note + ")")
        + (details().isEmpty() ? "" : " " + details());
  }
}
