package org.dragoman.runtime.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Unpacks Zstandard data of one or more frames, including skippable ones (RFC 8878). The library's
 * own stream does not notice if the data ends within a skippable frame; pzstd writes one before
 * each frame with text.
 */
final class ZstdFrames extends InputStream {
  /** The name of the format in messages. */
  static final String FORMAT = "zstd";

  private static final int BUFFER_SIZE = 1 << 17;
  private static final int MAGIC_SIZE = 4;
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

  private final InputStream in;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final ByteBuffer packed =
      ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN).flip();
  private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER_SIZE).flip();
  private final byte[] fetching = new byte[BUFFER_SIZE];
  // The number of packed bytes in the buffer.
  private long fetched;
  private boolean isInFrame;
  private boolean isClosed;

  /**
   * Creates the stream; reads nothing yet.
   *
   * @param in the compressed data, which {@link #close} closes
   */
  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws EOFException if the data ends within a frame, or has none
   * @throws ZstdIOException if the data is malformed; the message says at which byte
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!unpacked.hasRemaining()) {
      if (!isInFrame && !beginFrame()) {
        return -1;
      }
      unpack();
    }
    int count = Math.min(length, unpacked.remaining());
    unpacked.get(bytes, offset, count);
    return count;
  }

  private void unpack() throws IOException {
    if (isClosed) {
      throw new IOException("the stream is closed");
    }
    unpacked.clear();
    try {
      isInFrame = !context.decompressDirectByteBufferStream(unpacked, packed);
    } catch (ZstdException e) {
      ZstdIOException failure =
          new ZstdIOException(
              e.getErrorCode(), "%s, before byte %d".formatted(e.getMessage(), fetched));
      failure.initCause(e);
      throw failure;
    } finally {
      unpacked.flip();
    }
    if (isInFrame && !unpacked.hasRemaining()) {
      require(packed.remaining() + 1);
    }
  }

  /** Moves to the next frame with text; returns false at the end. */
  private boolean beginFrame() throws IOException {
    while (has(1)) {
      if (!has(MAGIC_SIZE)) {
        throw new EOFException("in the head of a frame of " + FORMAT);
      }
      int magic = packed.getInt(packed.position());
      if (magic == MAGIC) {
        isInFrame = true;
        return true;
      }
      if ((magic & SKIPPABLE_MASK) != SKIPPABLE) {
        throw strayBytes();
      }
      skipFrame();
    }
    if (fetched == 0) {
      throw new EOFException("no data of " + FORMAT);
    }
    return false;
  }

  private ZstdIOException strayBytes() {
    long position = fetched - packed.remaining();
    return new ZstdIOException(
        0,
        position == 0
            ? "it does not begin as Zstandard data does"
            : "at byte %d, counted from 0, there is something else than Zstandard data behind what was read so far"
                .formatted(position));
  }

  private void skipFrame() throws IOException {
    require(2 * MAGIC_SIZE);
    packed.getInt();
    long left = Integer.toUnsignedLong(packed.getInt());
    while (left > 0) {
      require(1);
      int count = (int) Math.min(left, packed.remaining());
      packed.position(packed.position() + count);
      left -= count;
    }
  }

  private void require(int bytes) throws IOException {
    if (!has(bytes)) {
      throw new EOFException("in a frame of " + FORMAT);
    }
  }

  /** Returns whether so many packed bytes are left; reads them into the buffer. */
  private boolean has(int bytes) throws IOException {
    while (packed.remaining() < bytes) {
      packed.compact();
      int count = in.read(fetching, 0, packed.remaining());
      if (count > 0) {
        packed.put(fetching, 0, count);
        fetched += count;
      }
      packed.flip();
      if (count < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    context.close();
    in.close();
  }
}
