package org.dragoman.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dragoman.cli.io.Streams;

/**
 * A command that was run in this JVM.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error, the log included
 */
public record Run(int code, String out, String err) {
  /** Runs a command without standard input and environment variables. */
  public static Run of(String... arguments) {
    return reading("", arguments);
  }

  /** Runs a command that finds a text on its standard input. */
  public static Run reading(String input, String... arguments) {
    return of(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), Map.of(), arguments);
  }

  /** Runs a command. */
  public static Run of(InputStream in, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(errBytes, true, StandardCharsets.UTF_8);
    PrintStream systemErr = System.err;
    // Where the log goes.
    System.setErr(err);
    try {
      int code = Dragoman.run(new Streams(in, out, err), environment, arguments);
      return new Run(
          code, out.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(systemErr);
    }
  }
}
