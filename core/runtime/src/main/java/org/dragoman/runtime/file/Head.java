package org.dragoman.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * A look at the beginning of a stream.
 *
 * @param bytes the first ones: up to the first that came with a line's end, so that nothing waits
 *     longer than the first line takes to come. Of packed data, which has no lines, what came first
 * @param whole the stream from its beginning. A buffered stream would not do: it asks for more than
 *     there is, where the stream below it unpacks.
 */
record Head(byte[] bytes, InputStream whole) {
  /** The greatest number of bytes that are looked at. */
  private static final int SIZE = 1 << 16;

  /** Looks at a stream, from which only {@link #whole} may be read then. */
  static Head of(InputStream in) throws IOException {
    byte[] head = new byte[SIZE];
    int size = 0;
    boolean line = false;
    while (size < SIZE && !line && !Signature.isPacked(head, size)) {
      int read = in.read(head, size, SIZE - size);
      if (read < 0) {
        break;
      }
      for (int i = size; i < size + read; i++) {
        line |= head[i] == '\n';
      }
      size += read;
    }
    byte[] bytes = Arrays.copyOf(head, size);
    return new Head(bytes, new SequenceInputStream(new ByteArrayInputStream(bytes), in));
  }
}
