package org.dragoman.evaluation;

/** A score and how it was computed; implementations add the numbers behind it. */
public interface Score {

  /** The name of the metric, as in {@link Metric#name}. */
  String name();

  /** Returns the score in per cent; TER may be above 100. */
  double value();

  /** Returns everything that the score depends on except the text. */
  Signature signature();

  /** Returns what sacreBLEU prints after the score; empty for most metrics. */
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
   * Returns the same line with another signature and a note.
   *
   * @param signature printed in place of the score's own, if a significance test was made
   * @param note printed in brackets after the number, for example a confidence interval; may be
   *     empty
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
