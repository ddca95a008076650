package org.dragoman.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;

/**
 * Converts a text from its encoding to UTF-8, strictly: invalid bytes are an error that names the
 * line, and never become U+FFFD.
 */
final class DecodedInput extends InputStream {
  private static final int BUFFER_SIZE = 1 << 13;

  private final InputStream in;
  private final String name;
  private final CharsetDecoder decoder; // reports what is malformed
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE);
  private ByteBuffer decoded = ByteBuffer.allocate(0);
  private long offset; // where in the text the buffer of bytes begins
  private long line = 1;
  private boolean isRead;
  private boolean isEnded;

  DecodedInput(InputStream in, Charset charset, String name) {
    this.in = in;
    this.name = name;
    decoder = charset.newDecoder();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (!decoded.hasRemaining()) {
      if (isEnded) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(buffer, from, count);
    return count;
  }

  /** Decodes the bytes in the buffer, and reads more if they are not enough. */
  private void decode() throws IOException {
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, isRead);
    if (!result.isError() && result.isUnderflow()) {
      if (isRead) {
        isEnded = true;
        decoder.flush(chars);
      } else {
        fill();
      }
    }
    chars.flip();
    for (int i = 0; i < chars.limit(); i++) {
      line += chars.get(i) == '\n' ? 1 : 0;
    }
    if (result.isError()) {
      throw malformed();
    }
    decoded = StandardCharsets.UTF_8.encode(chars);
  }

  private void fill() throws IOException {
    offset += bytes.position();
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    isRead = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  private DragomanException malformed() {
    return DragomanException.data(
        String.format(
            "%s, line %d: not %s: byte 0x%02X at byte offset %d of the text (counted from 0). Mend"
                + " the text, or set 'encoding' to the one that it is of.",
            name, line, decoder.charset(), bytes.get(bytes.position()), offset + bytes.position()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
