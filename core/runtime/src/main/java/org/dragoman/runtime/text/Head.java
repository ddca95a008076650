package org.dragoman.runtime.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A look at the beginning of a stream, which is still to be read whole. */
final class Head {
  /** The greatest number of bytes that are looked at. */
  static final int SIZE = 1 << 16;

  private Head() {}

  /** A stream that {@link #of} can look at. */
  static BufferedInputStream buffered(InputStream in) {
    return new BufferedInputStream(in, SIZE);
  }

  /**
   * Its first bytes: up to the first that come with a line's end. So nothing waits longer than the
   * first line takes to come.
   */
  static byte[] of(BufferedInputStream in) throws IOException {
    byte[] head = new byte[SIZE];
    int size = 0;
    in.mark(SIZE);
    boolean line = false;
    while (size < SIZE && !line) {
      int read = in.read(head, size, SIZE - size);
      if (read < 0) {
        break;
      }
      for (int i = size; i < size + read; i++) {
        line |= head[i] == '\n';
      }
      size += read;
    }
    in.reset();
    return Arrays.copyOf(head, size);
  }
}
