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
 * The three standard streams, or what a test puts in their place.
 *
 * @param in data to read
 * @param out data, and nothing else
 * @param err whatever is meant for a reader: messages, progress, the log
 */
public record Streams(InputStream in, OutputStream out, PrintStream err) {
  /** What the message of an exception begins with where standard output cannot be written. */
  public static final String OUTPUT_FAILED = "cannot write to standard output: ";

  /**
   * The process's own streams. What a library prints to {@link System#out} goes to standard error
   * from here on, so that it cannot get between the data.
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

  /** A writer of UTF-8 to {@link #out}; the caller flushes it. */
  public Writer text() {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Says in an exception that it was standard output that could not be written. */
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
