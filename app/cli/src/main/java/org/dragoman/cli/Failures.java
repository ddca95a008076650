package org.dragoman.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Interruption;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.Version;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Decides what the user sees of a failure, and the exit code. */
public final class Failures {
  // By the names that DragomanException.setting() gives.
  private static final Map<String, String> OPTIONS =
      Map.of(
          "search", "--search",
          "device", "--device",
          "run folder", "--run",
          "run", "--resume, --run",
          "resume", "--resume",
          "override", "--set",
          "data", "--data");

  private final PrintStream err;
  private final GlobalOptions options;

  Failures(PrintStream err, GlobalOptions options) {
    this.err = err;
    this.options = options;
  }

  /** Reports a mistake in the command line. */
  int usage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    err.println("dragoman: " + firstToLower(String.valueOf(failure.getMessage())));
    PrintWriter writer = new PrintWriter(err, true, StandardCharsets.UTF_8);
    boolean suggested = failure instanceof UnmatchedArgumentException e && suggest(e, writer);
    if (!suggested && !command.getSubcommands().isEmpty()) {
      command.usage(writer);
    } else {
      writer.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    writer.flush();
    return ExitCode.USAGE;
  }

  /** Names the command or option that was probably meant; returns false if no name is near. */
  private static boolean suggest(UnmatchedArgumentException failure, PrintWriter writer) {
    String given = failure.getUnmatched().get(0).replaceFirst("=.*", "");
    CommandLine command = failure.getCommandLine();
    Collection<String> known =
        given.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String hint = Nearest.hint(given, known).strip();
    if (hint.isEmpty()) {
      return false;
    }
    writer.println(hint);
    return true;
  }

  /** Reports an exception or error of a command. */
  int report(Throwable failure) {
    if (Interruption.requested()) {
      // The process was told to end, so this failure is a consequence.
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return report(failure.getCause());
    }
    if (isBrokenPipe(failure)) {
      return ExitCode.BROKEN_PIPE;
    }
    if (failure instanceof DragomanException e) {
      return tell(
          e.getMessage() + e.setting().map(Failures::option).orElse(""),
          e,
          switch (e.kind()) {
            case CONFIGURATION -> ExitCode.USAGE;
            case DATA -> ExitCode.DATA;
            case RUNTIME -> ExitCode.RUNTIME;
          });
    }
    if (failure instanceof OutOfMemoryError || Torch.isOutOfMemory(failure)) {
      return tell(outOfMemory(failure), failure, ExitCode.RUNTIME);
    }
    if (failure instanceof IOException e && e.getMessage() != null) {
      return tell(e.getMessage(), e, ExitCode.RUNTIME);
    }
    return tell(unexpected(failure), failure, ExitCode.RUNTIME);
  }

  /** The option of the command line that sets what a message of the library names. */
  private static String option(String setting) {
    String option = OPTIONS.get(setting);
    return option == null ? "" : " On the command line: " + option + ".";
  }

  private int tell(String message, Throwable failure, int code) {
    err.println("dragoman: " + message);
    if (options.verbose()) {
      failure.printStackTrace(err);
    }
    return code;
  }

  private String unexpected(Throwable failure) {
    String message = "unexpected failure: " + failure;
    return options.verbose() ? message : message + whereLogged(failure);
  }

  private static String whereLogged(Throwable failure) {
    try {
      Path log = Files.createTempFile("dragoman-", ".log");
      try (PrintWriter writer =
          new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
        for (String line : new Version().getVersion()) {
          writer.println(line);
        }
        failure.printStackTrace(writer);
      }
      return "\nThe stack trace is in " + log + "; please report the failure with it.";
    } catch (IOException e) {
      return "\nThe option -v shows the stack trace.";
    }
  }

  /**
   * Recognizes the system's message, which is localised but contains the word in every language.
   */
  private static boolean isBrokenPipe(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof IOException
        && message.startsWith(Streams.OUTPUT_FAILED)
        && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  private static String outOfMemory(Throwable failure) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return failure instanceof OutOfMemoryError
        ? "out of memory in Java's heap of "
            + heap
            + " MB. Set a larger one, as in DRAGOMAN_OPTS=-Xmx"
            + 2 * heap
            + "m, or make batches smaller."
        : "out of memory in the engine. Make batches smaller, or shorten the longest lines.";
  }

  private static String firstToLower(String message) {
    // Lower-cases "Unknown option", but not an acronym or a quoted argument.
    boolean sentence =
        message.length() > 1
            && Character.isUpperCase(message.charAt(0))
            && Character.isLowerCase(message.charAt(1));
    return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }
}
