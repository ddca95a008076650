package org.dragoman.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The beginning of a stream, read in advance.
 *
 * @param bytes the first bytes, up to the first read that contains a line end: nothing waits longer
 *     than for the first line. For packed data, which has no lines, the bytes that came first
 * @param whole the stream from its beginning. It is not a buffered stream, because that would wait
 *     for more bytes than there are, if the stream below unpacks.
 */
record Head(byte[] bytes, InputStream whole) {
  /** The greatest number of bytes that are read in advance. */
  private static final int SIZE = 1 << 16;

  /** Reads the beginning of a stream. After that, read {@link #whole} only. */
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
