package org.dragoman.cli.io;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams, or a test's replacements.
 *
 * @param in data to read
 * @param out data, and nothing else
 * @param err everything for a reader: messages, progress, the log
 */
public record Streams(InputStream in, OutputStream out, PrintStream err) {
  /** The beginning of an exception's message if standard output cannot be written. */
  public static final String OUTPUT_FAILED = "cannot write to standard output: ";

  /**
   * Returns the process's streams. After this, {@link System#out} prints to standard error, so that
   * output of libraries cannot get into the data.
   */
  public static Streams ofProcess() {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(err);
    System.setErr(err);
    return new Streams(
        new InterruptibleInput(System.in),
        new StandardOutput(new FileOutputStream(FileDescriptor.out)),
        err);
  }

  /** Returns a UTF-8 writer to {@link #out}; the caller flushes it. */
  public Writer text() {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Adds to exceptions that standard output could not be written. */
  private static final class StandardOutput extends FilterOutputStream {
    StandardOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new IOException(OUTPUT_FAILED + e.getMessage(), e);
      }
    }
  }
}
