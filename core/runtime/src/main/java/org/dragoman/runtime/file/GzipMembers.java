package org.dragoman.runtime.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks gzip data of one or more members (RFC 1952), such as {@code cat a.gz b.gz} produces.
 * After a member there may be another one, zero bytes up to the end, or the end. Anything else is
 * an error; Java's own reader would silently treat it as the end. A read waits until its buffer is
 * full or a member ends, so the first lines from a slow pipe come late.
 */
final class GzipMembers extends InputStream {
  private static final int FIRST_MAGIC = 0x1f;
  private static final int SECOND_MAGIC = 0x8b;

  private final BufferedInputStream in;
  private GzipCompressorInputStream member;
  // The offset of the member in the compressed data.
  private long begin;
  private boolean isDone;

  /**
   * Reads the head of the first member.
   *
   * @param in the compressed data, which {@link #close} closes
   * @throws EOFException if the data ends within a member
   * @throws ZipException if the data is not gzip; the message says at which byte
   */
  GzipMembers(BufferedInputStream in) throws IOException {
    this.in = in;
    if (!isAtMember()) {
      throw new EOFException("no data");
    }
    member = openMember();
  }

  private GzipCompressorInputStream openMember() throws IOException {
    try {
      // The library stops right after the member.
      return new GzipCompressorInputStream(in, false);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      int count;
      try {
        count = member.read(bytes, offset, length);
      } catch (IOException e) {
        throw failure(e);
      }
      if (count >= 0) {
        return count;
      }
      if (isDone) {
        return -1;
      }
      begin += member.getCompressedCount();
      if (isAtMember()) {
        member = openMember();
      } else {
        isDone = true;
      }
    }
  }

  /** Whether a member follows; false at the end, after zero bytes if there are some. */
  private boolean isAtMember() throws IOException {
    in.mark(2);
    int first = in.read();
    if (first < 0) {
      return false;
    }
    if (first == 0 && begin > 0) {
      requireZeros();
      return false;
    }
    int second = in.read();
    if (first != FIRST_MAGIC || second >= 0 && second != SECOND_MAGIC) {
      throw strayBytes(begin);
    }
    if (second < 0) {
      throw new EOFException("in the head of a member");
    }
    in.reset();
    return true;
  }

  private void requireZeros() throws IOException {
    long position = begin + 1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != 0) {
        throw strayBytes(position);
      }
      position++;
    }
  }

  private static ZipException strayBytes(long position) {
    return new ZipException(
        position == 0
            ? "it does not begin with the bytes 1F 8B"
            : "at byte %d, counted from 0, there is something else than gzip data behind what was read so far"
                .formatted(position));
  }

  /** The library reports malformed data by an exception without a type of its own. */
  private IOException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean isOfFormat = message.startsWith("Gzip-compressed") || message.contains(".gz header");
    if (!isOfFormat) {
      return e;
    }
    ZipException failure =
        new ZipException("%s, in the member that begins at byte %d".formatted(message, begin));
    failure.initCause(e);
    return failure;
  }

  @Override
  public void close() throws IOException {
    member.close();
    in.close();
  }
}
