package org.dragoman.testkit.check;

/** Is told of each check of a contract when it ends. */
public interface CheckListener {
  /** How a check ended. */
  enum Outcome {
    /** The component passed. */
    HELD,
    /** The check does not apply to the component; the detail says why. */
    SKIPPED,
    /** The component failed; the detail says how. */
    FAILED
  }

  /**
   * A check has ended.
   *
   * @param check its name in words
   * @param detail the reason why it was skipped or failed, or empty
   */
  void checked(String check, Outcome outcome, String detail);

  /** A check has measured something, {@code tokens/s} for example. */
  void measured(String what, String value);
}
