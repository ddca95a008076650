package org.dragoman.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can put right. The message names the file, line or configuration path,
 * says what was expected and what to do; it is shown as it is, without a stack trace.
 */
public final class DragomanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where the mistake lies. */
  public enum Kind {
    /** The command line, a configuration, a plugin. */
    CONFIGURATION,
    /** A file that was read: a corpus, a bundle. */
    DATA,
    /** The machine: a full disk, memory, an unwritable folder. */
    RUNTIME
  }

  private final Kind kind;

  private DragomanException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A mistake in the command line, a configuration or a plugin. */
  public static DragomanException configuration(String message) {
    return new DragomanException(Kind.CONFIGURATION, message, null);
  }

  /** A mistake in the command line, a configuration or a plugin. */
  public static DragomanException configuration(String message, Throwable cause) {
    return new DragomanException(Kind.CONFIGURATION, message, cause);
  }

  /** A mistake in a file that was read. */
  public static DragomanException data(String message) {
    return new DragomanException(Kind.DATA, message, null);
  }

  /** A mistake in a file that was read. */
  public static DragomanException data(String message, Throwable cause) {
    return new DragomanException(Kind.DATA, message, cause);
  }

  /** A failure of the machine. */
  public static DragomanException runtime(String message, Throwable cause) {
    return new DragomanException(Kind.RUNTIME, message, cause);
  }

  /** Where the mistake lies. */
  public Kind kind() {
    return kind;
  }
}
