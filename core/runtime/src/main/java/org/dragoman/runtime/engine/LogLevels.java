package org.dragoman.runtime.engine;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets the levels of loggers in the SLF4J binding of the program. SLF4J itself cannot set levels,
 * and the library depends on no binding, so this looks up the methods of Logback and Log4j by
 * reflection. With another binding it sets nothing.
 */
interface LogLevels {
  /** The name of a level. */
  String WARN = "WARN";

  /** The name of a level. */
  String ERROR = "ERROR";

  /** Returns whether a logger has a level of its own. */
  boolean isSet(String logger) throws ReflectiveOperationException;

  /** Gives a logger a level of its own. */
  void set(String logger, String level) throws ReflectiveOperationException;

  /** Removes a logger's own level, so that it has its parent's. */
  void unset(String logger) throws ReflectiveOperationException;

  /** Returns the levels of the binding in use. */
  static LogLevels ofBinding() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    return switch (factory.getClass().getName()) {
      case "ch.qos.logback.classic.LoggerContext" -> new Logback(factory);
      case "org.apache.logging.slf4j.Log4jLoggerFactory" -> new Log4j(factory);
      case "org.slf4j.jul.JDK14LoggerFactory" -> new Jdk();
      case "org.slf4j.simple.SimpleLoggerFactory" -> new Simple();
      default -> new None();
    };
  }

  /** Calls a public method by its name and number of arguments. */
  private static @Nullable Object call(
      Class<?> type, @Nullable Object target, String name, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == arguments.length
          && fits(method, arguments)) {
        return method.invoke(target, arguments);
      }
    }
    throw new NoSuchMethodException(type.getName() + "." + name);
  }

  private static boolean fits(Method method, @Nullable Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      Object argument = arguments[i];
      boolean isOf =
          type.equals(boolean.class) ? argument instanceof Boolean : type.isInstance(argument);
      if (argument != null && !isOf) {
        return false;
      }
    }
    return true;
  }

  private static Object level(String type, ILoggerFactory factory, String name)
      throws ReflectiveOperationException {
    return Class.forName(type, true, factory.getClass().getClassLoader()).getField(name).get(null);
  }

  /**
   * Logback.
   *
   * @param factory its context
   */
  record Logback(ILoggerFactory factory) implements LogLevels {
    @Override
    public boolean isSet(String logger) throws ReflectiveOperationException {
      Object own = factory.getLogger(logger);
      return call(own.getClass(), own, "getLevel") != null;
    }

    @Override
    public void set(String logger, String level) throws ReflectiveOperationException {
      Object own = factory.getLogger(logger);
      call(own.getClass(), own, "setLevel", level("ch.qos.logback.classic.Level", factory, level));
    }

    @Override
    public void unset(String logger) throws ReflectiveOperationException {
      Object own = factory.getLogger(logger);
      call(own.getClass(), own, "setLevel", (Object) null);
    }
  }

  /**
   * Log4j 2, whose levels are those of its configuration.
   *
   * @param factory its loggers as SLF4J's
   */
  record Log4j(ILoggerFactory factory) implements LogLevels {
    private Object context() throws ReflectiveOperationException {
      Class<?> manager =
          Class.forName(
              "org.apache.logging.log4j.LogManager", true, factory.getClass().getClassLoader());
      return Objects.requireNonNull(call(manager, null, "getContext", false));
    }

    private Object configuration() throws ReflectiveOperationException {
      Object context = context();
      return Objects.requireNonNull(call(context.getClass(), context, "getConfiguration"));
    }

    @Override
    public boolean isSet(String logger) throws ReflectiveOperationException {
      Object configuration = configuration();
      Object all = call(configuration.getClass(), configuration, "getLoggers");
      return all instanceof Map<?, ?> map && map.containsKey(logger);
    }

    @Override
    public void set(String logger, String level) throws ReflectiveOperationException {
      Class<?> configurator =
          Class.forName(
              "org.apache.logging.log4j.core.config.Configurator",
              true,
              factory.getClass().getClassLoader());
      call(
          configurator,
          null,
          "setLevel",
          logger,
          level("org.apache.logging.log4j.Level", factory, level));
    }

    @Override
    public void unset(String logger) throws ReflectiveOperationException {
      Object configuration = configuration();
      call(configuration.getClass(), configuration, "removeLogger", logger);
      Object context = context();
      call(context.getClass(), context, "updateLoggers");
    }
  }

  /** The JDK's own logging. */
  record Jdk() implements LogLevels {
    @Override
    public boolean isSet(String logger) {
      return java.util.logging.Logger.getLogger(logger).getLevel() != null;
    }

    @Override
    public void set(String logger, String level) {
      // Fetched through SLF4J, which keeps the logger; the JDK would forget it with its level.
      LoggerFactory.getLogger(logger);
      java.util.logging.Logger.getLogger(logger)
          .setLevel(level.equals(ERROR) ? Level.SEVERE : Level.WARNING);
    }

    @Override
    public void unset(String logger) {
      java.util.logging.Logger.getLogger(logger).setLevel(null);
    }
  }

  /**
   * SLF4J's simple binding, which reads the level of a logger only once, when it creates the
   * logger.
   */
  record Simple() implements LogLevels {
    private static final String PREFIX = "org.slf4j.simpleLogger.log.";

    @Override
    public boolean isSet(String logger) {
      return System.getProperty(PREFIX + logger) != null;
    }

    @Override
    public void set(String logger, String level) {
      System.setProperty(PREFIX + logger, level);
      LoggerFactory.getLogger(logger);
    }

    @Override
    public void unset(String logger) {
      System.clearProperty(PREFIX + logger);
    }
  }

  /** Another binding. */
  record None() implements LogLevels {
    @Override
    public boolean isSet(String logger) {
      return true;
    }

    @Override
    public void set(String logger, String level) {
      throw new IllegalStateException(logger + " has no level");
    }

    @Override
    public void unset(String logger) {
      throw new IllegalStateException(logger + " has no level");
    }
  }
}
