package org.dragoman.testkit.check;

/** Hears of the checks of a contract while they run. */
public interface CheckListener {
  /** How a check ended. */
  enum Outcome {
    /** What it checks holds. */
    HELD,
    /** What it checks does not apply; the detail says why. */
    SKIPPED,
    /** What it checks does not hold; the detail says how. */
    FAILED
  }

  /**
   * A check has ended.
   *
   * @param check what it checks, in words
   * @param detail why it was skipped or failed, or empty
   */
  void checked(String check, Outcome outcome, String detail);

  /** A check has measured something, {@code tokens/s} for example. */
  void measured(String what, String value);
}
