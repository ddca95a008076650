package org.dragoman.cli.io;

/** The exit codes of the process. */
public final class ExitCode {
  public static final int OK = 0;

  /** The command ran, and its check failed. */
  public static final int CHECK_FAILED = 1;

  /** The command line, a configuration or a plugin is wrong. */
  public static final int USAGE = 2;

  /** An input file is missing or wrong. */
  public static final int DATA = 3;

  /** The machine failed, or the program has a fault. */
  public static final int RUNTIME = 4;

  /** Ended by Ctrl-C: 128 plus the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  /**
   * The reader of standard output went away, as in {@code | head}: 128 plus the number of SIGPIPE.
   */
  public static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
