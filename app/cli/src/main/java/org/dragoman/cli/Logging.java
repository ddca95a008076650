package org.dragoman.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The log, whose form is set in {@code logback.xml}. */
final class Logging {
  private Logging() {}

  /** Lets our own loggers tell details, and those of libraries what they do. */
  static void verbose() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("org.dragoman").setLevel(Level.DEBUG);
    context.getLogger("ai.djl").setLevel(Level.INFO);
    context.getLogger("ROOT").setLevel(Level.INFO);
  }
}
