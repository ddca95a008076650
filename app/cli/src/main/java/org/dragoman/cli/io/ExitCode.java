package org.dragoman.cli.io;

/** What the process returns to the shell. */
public final class ExitCode {
  public static final int OK = 0;

  /** The command ran, and what it checked does not hold. */
  public static final int CHECK_FAILED = 1;

  /** The command line, a configuration or a plugin is wrong. */
  public static final int USAGE = 2;

  /** A file that was read is missing or wrong. */
  public static final int DATA = 3;

  /** The machine failed, or the program has a fault. */
  public static final int RUNTIME = 4;

  /** Ended by Ctrl-C: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  /** The reader of standard output went away, as in {@code | head}: 128 and that of SIGPIPE. */
  public static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
