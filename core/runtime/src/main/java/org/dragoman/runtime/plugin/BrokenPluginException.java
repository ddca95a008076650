package org.dragoman.runtime.plugin;

/** Thrown if a plugin is broken; the message says how. */
final class BrokenPluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPluginException(String message) {
    super(message);
  }

  BrokenPluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
