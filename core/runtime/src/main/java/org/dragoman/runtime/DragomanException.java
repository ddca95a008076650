package org.dragoman.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error that the user can correct. The message names the file, line or configuration path, and
 * says what was expected and what to do. Users see the message only, without a stack trace.
 */
public final class DragomanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where the mistake is. */
  public enum Kind {
    /** The command line, a configuration, a plugin. */
    CONFIGURATION,
    /** An input file: a corpus, a bundle. */
    DATA,
    /** The machine: a full disk, memory, an unwritable folder. */
    RUNTIME
  }

  private final Kind kind;
  private final @Nullable String setting;

  private DragomanException(
      Kind kind, String message, @Nullable String setting, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.setting = setting;
  }

  /** Creates the error for a mistake in the command line, a configuration or a plugin. */
  public static DragomanException configuration(String message) {
    return new DragomanException(Kind.CONFIGURATION, message, null, null);
  }

  /** Creates the error for a mistake in the command line, a configuration or a plugin. */
  public static DragomanException configuration(String message, Throwable cause) {
    return new DragomanException(Kind.CONFIGURATION, message, null, cause);
  }

  /** Creates the error for a mistake in an input file. */
  public static DragomanException data(String message) {
    return new DragomanException(Kind.DATA, message, null, null);
  }

  /** Creates the error for a mistake in an input file. */
  public static DragomanException data(String message, Throwable cause) {
    return new DragomanException(Kind.DATA, message, null, cause);
  }

  /** Creates the error for a failure of the machine. */
  public static DragomanException runtime(String message, Throwable cause) {
    return new DragomanException(Kind.RUNTIME, message, null, cause);
  }

  /**
   * Returns the same failure with the name of the setting that puts it right, such as {@code
   * search}. A program adds how its users reach the setting: the command line names its option.
   */
  public DragomanException about(String name) {
    return new DragomanException(kind, String.valueOf(getMessage()), name, getCause());
  }

  /**
   * Returns the setting that puts the failure right; empty where the message names all there is.
   */
  public Optional<String> setting() {
    return Optional.ofNullable(setting);
  }

  /** Where the mistake is. */
  public Kind kind() {
    return kind;
  }
}
