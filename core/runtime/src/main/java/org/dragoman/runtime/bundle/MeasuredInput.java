package org.dragoman.runtime.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Counts and hashes the bytes read through it, and ends one byte after the expected size. Closing
 * it leaves the stream below open, so that the rest can still be measured.
 */
final class MeasuredInput extends FilterInputStream {
  private final MessageDigest digest = Hashes.sha256();
  private final long limit;
  private long bytes;

  MeasuredInput(InputStream in, long expected) {
    super(in);
    limit = expected < Long.MAX_VALUE ? expected + 1 : expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (bytes == limit && length > 0) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, limit - bytes));
    if (read > 0) {
      digest.update(buffer, offset, read);
      bytes += read;
    }
    return read;
  }

  // Skipped bytes must be hashed, too.
  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}

  /** Reads to the end and returns the number of bytes. */
  long measure() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return bytes;
  }

  /** Returns the hash of all bytes read; call it once. */
  String sha256() {
    return Hashes.hex(digest);
  }
}
