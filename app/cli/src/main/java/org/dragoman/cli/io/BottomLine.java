package org.dragoman.cli.io;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A line at the bottom of a terminal that is redrawn in place. Until it is closed, other output to
 * {@link System#err}, such as the log, is written in its place, and the line is then redrawn below.
 */
final class BottomLine implements AutoCloseable {
  /** To the first column, and erase to the end of the line (ECMA-48, EL). */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream terminal;
  private final PrintStream before = System.err;
  private boolean drawn;

  BottomLine(PrintStream terminal) {
    this.terminal = terminal;
    System.setErr(new PrintStream(new Above(), true, StandardCharsets.UTF_8));
  }

  /** Draws the line, which contains no line end. */
  synchronized void draw(String line) {
    terminal.print(CLEAR + line);
    terminal.flush();
    drawn = true;
  }

  /** Leaves the line as it is and ends it. */
  @Override
  public synchronized void close() {
    System.setErr(before);
    if (drawn) {
      terminal.println();
      drawn = false;
    }
  }

  private synchronized void write(byte[] bytes, int offset, int length) {
    if (drawn) {
      terminal.print(CLEAR);
      drawn = false;
    }
    terminal.write(bytes, offset, length);
    terminal.flush();
  }

  /** A stream that writes to the terminal above the line. */
  private final class Above extends OutputStream {
    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      BottomLine.this.write(bytes, offset, length);
    }
  }
}
