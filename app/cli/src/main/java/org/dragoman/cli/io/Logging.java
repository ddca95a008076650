package org.dragoman.cli.io;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.dragoman.cli.Failures;
import org.dragoman.runtime.DragomanException;
import org.slf4j.LoggerFactory;

/** Controls the log; {@code logback.xml} sets its format. */
public final class Logging {
  private Logging() {}

  /** Makes our own loggers log details, and those of libraries information. */
  public static void verbose() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("org.dragoman").setLevel(Level.DEBUG);
    context.getLogger("org.dragoman.start").setLevel(Level.DEBUG);
    context.getLogger("ai.djl").setLevel(Level.INFO);
    context.getLogger("ROOT").setLevel(Level.INFO);
  }

  /** A second target of the log, until it is closed. */
  public interface Copy extends AutoCloseable {
    /** Logs a failure here only; {@link Failures} reports it elsewhere. */
    void failed(Throwable failure);

    @Override
    void close();
  }

  /** Appends the log to a file as well, with times. */
  public static Copy alsoTo(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss} %-5level %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setFile(file.toString());
    appender.start();
    Logger root = context.getLogger("ROOT");
    root.addAppender(appender);
    Logger own = context.getLogger("failures");
    own.setAdditive(false);
    own.addAppender(appender);
    return new Copy() {
      @Override
      public void failed(Throwable failure) {
        if (failure instanceof DragomanException) {
          own.error(failure.getMessage());
        } else {
          own.error("the run failed", failure);
        }
      }

      @Override
      public void close() {
        own.detachAppender(appender);
        root.detachAppender(appender);
        appender.stop();
      }
    };
  }
}
