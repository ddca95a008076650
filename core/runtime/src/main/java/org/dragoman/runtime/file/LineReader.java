package org.dragoman.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a UTF-8 text (other encodings are decoded by {@link TextInput} first). It is
 * strict: bytes that are not UTF-8 are an error and never become U+FFFD. A line ends at LF or CRLF
 * and nowhere else; a last line without an end counts. A byte order mark at the start is dropped.
 *
 * <p>Every failure is a {@link DragomanException} of kind DATA that names the file.
 */
public final class LineReader implements AutoCloseable {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int MAX_LINE = 1 << 30;
  private static final char BOM = '\uFEFF';

  private final InputStream in;
  private final String name;

  private byte[] buffer = new byte[BUFFER_SIZE];
  // The unread bytes are buffer[start, end); bufferOffset is the offset of buffer[0] in the text.
  private int start;
  private int end;
  private long bufferOffset;
  private long lineNumber;
  private String lineEnd = "";

  private LineReader(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** Opens a file; see {@link TextInput#open(Path)}. */
  public static LineReader open(Path file) {
    return TextInput.DEFAULT.open(file);
  }

  /**
   * Reads a stream without unpacking or decoding; {@link #close} closes it.
   *
   * @param in the bytes
   * @param name its name in messages, for example {@code standard input}
   */
  public static LineReader of(InputStream in, String name) {
    return new LineReader(in, name);
  }

  /** All lines of a file; see {@link InputFile#open}. */
  public static List<String> readAll(Path file) {
    try (LineReader reader = open(file)) {
      return reader.readLines();
    }
  }

  /** Returns the name of the text in messages. */
  public String name() {
    return name;
  }

  /** The number of lines read so far: the 1-based number of the last one. */
  public long lineNumber() {
    return lineNumber;
  }

  /**
   * Returns the beginning of the text, to be called before the first line is read: some kilobytes,
   * at most what came with the first line. Bytes that are not UTF-8 become U+FFFD in it.
   */
  public String beginning() {
    while (!hasLineEnd() && end < buffer.length && fill()) {
      // until a line is there
    }
    String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
    return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
  }

  private boolean hasLineEnd() {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Reads all remaining lines. */
  public List<String> readLines() {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(); line != null; line = readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Returns the next line without its end, or null if there is none left. */
  public @Nullable String readLine() {
    int scanned = 0;
    while (true) {
      for (int i = start + scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          boolean carriageReturn = i > start && buffer[i - 1] == '\r';
          lineEnd = carriageReturn ? "\r\n" : "\n";
          return take(carriageReturn ? i - 1 : i, i + 1);
        }
      }
      scanned = end - start;
      if (!fill()) {
        lineEnd = "";
        return start == end ? null : take(end, end);
      }
    }
  }

  /** Returns the end of the last line: LF, CRLF, or empty if the text ends without one. */
  public String lineEnd() {
    return lineEnd;
  }

  private String take(int lineTo, int next) {
    lineNumber++;
    String line = decode(start, lineTo - start);
    boolean first = lineNumber == 1;
    start = next;
    return first && !line.isEmpty() && line.charAt(0) == BOM ? line.substring(1) : line;
  }

  // The lenient decoder is several times faster; if it put U+FFFD, the strict one decodes again.
  private String decode(int from, int length) {
    String line = new String(buffer, from, length, StandardCharsets.UTF_8);
    return line.indexOf('\uFFFD') < 0 ? line : decodeStrictly(from, length);
  }

  private String decodeStrictly(int from, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, from, length);
    CharBuffer chars = CharBuffer.allocate(length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
    if (result.isError()) {
      int bad = bytes.position();
      throw DragomanException.data(
          String.format(
              "%s, line %d: not UTF-8: byte 0x%02X at byte offset %d of the line, %d of the text"
                  + " (both counted from 0). Convert the file to UTF-8, or set 'encoding'%s.",
              name,
              lineNumber,
              buffer[bad],
              bad - from,
              bufferOffset + bad,
              Encodings.guess(buffer, start, end)
                  .map(guess -> ", perhaps to " + guess)
                  .orElse("")));
    }
    return chars.flip().toString();
  }

  /** Reads more bytes after the unread ones; returns false at the end of the text. */
  private boolean fill() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      bufferOffset += start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      if (end >= MAX_LINE) {
        throw DragomanException.data(
            name + ", line " + (lineNumber + 1) + ": longer than " + MAX_LINE + " bytes.");
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    try {
      int read = in.read(buffer, end, buffer.length - end);
      end += Math.max(0, read);
      return read >= 0;
    } catch (IOException e) {
      throw InputFile.failure(name, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw InputFile.failure(name, e);
    }
  }
}
