package org.dragoman.training.check;

/**
 * What became of one thing that was checked of a run.
 *
 * @param what was checked: a file, or a key of the configuration
 * @param detail why it failed or was skipped; empty for nothing to say
 */
public record RunCheck(String what, Outcome outcome, String detail) {
  /** What became of it. */
  public enum Outcome {
    /** It is as the manifest says. */
    OK,
    /** It is not. */
    FAILED,
    /** It could not be checked. */
    SKIPPED
  }
}
