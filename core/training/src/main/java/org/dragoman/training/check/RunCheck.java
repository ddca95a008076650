package org.dragoman.training.check;

/**
 * The outcome of one check of a run.
 *
 * @param what the checked file or key of the configuration
 * @param detail the reason why it failed or was skipped; may be empty
 */
public record RunCheck(String what, Outcome outcome, String detail) {
  /** The outcome. */
  public enum Outcome {
    /** It is as in the manifest. */
    OK,
    /** It is not. */
    FAILED,
    /** It could not be checked. */
    SKIPPED
  }
}
