package org.dragoman.runtime.plugin;

/** What is wrong with one plugin, in words. */
final class BrokenPluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPluginException(String message) {
    super(message);
  }

  BrokenPluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
