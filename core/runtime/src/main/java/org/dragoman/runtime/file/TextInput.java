package org.dragoman.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Opens texts: it unpacks them as {@link InputFile} does, and decodes them. If a text has a byte
 * order mark, it is UTF-8, UTF-16 or UTF-32; otherwise it has the given encoding, or UTF-8.
 *
 * @param encoding of texts without a byte order mark; null for UTF-8
 */
public record TextInput(@Nullable Charset encoding) {
  /** Opens texts as UTF-8, unless a byte order mark says otherwise. */
  public static final TextInput DEFAULT = new TextInput(null);

  /** If at least one byte in this many is zero, the data is UTF-16 or no text. */
  private static final int ZEROS = 5;

  /** Opens a file; see {@link InputFile#open}. */
  public LineReader open(Path file) {
    return decoded(InputFile.open(file), file.toString());
  }

  /**
   * Opens a stream; see {@link InputFile#unpacked}.
   *
   * @param in the stream; {@link LineReader#close} closes it
   * @param name its name in messages
   */
  public LineReader of(InputStream in, String name) {
    return decoded(InputFile.unpacked(in, name), name);
  }

  /** Opens two files whose lines belong together. */
  public ParallelReader open(Path source, Path target) {
    LineReader first = open(source);
    try {
      return ParallelReader.of(first, open(target));
    } catch (DragomanException e) {
      first.close();
      throw e;
    }
  }

  /** All lines of a file. */
  public List<String> readAll(Path file) {
    try (LineReader reader = open(file)) {
      return reader.readLines();
    }
  }

  private LineReader decoded(InputStream in, String name) {
    try {
      Head head = Head.of(in);
      Charset charset = charset(head.bytes(), name);
      return LineReader.of(
          charset.equals(StandardCharsets.UTF_8)
              ? head.whole()
              : new DecodedInput(head.whole(), charset, name),
          name);
    } catch (IOException | DragomanException e) {
      try (in) {
        throw e instanceof IOException io ? InputFile.failure(name, io) : (DragomanException) e;
      } catch (IOException closing) {
        throw InputFile.failure(name, closing);
      }
    }
  }

  private Charset charset(byte[] head, String name) {
    Optional<Charset> marked = Encodings.ofMark(head);
    if (marked.isPresent()) {
      if (encoding != null && !Encodings.agree(encoding, marked.get())) {
        throw DragomanException.data(
            "%s begins with the byte order mark of %s, but its encoding is said to be %s. Leave the encoding out."
                .formatted(name, marked.get(), encoding));
      }
      return marked.get();
    }
    if (encoding != null) {
      return encoding;
    }
    requireText(head, name);
    return StandardCharsets.UTF_8;
  }

  /** Refuses data with many zero bytes: 8-bit texts have none, except by accident. */
  private static void requireText(byte[] head, String name) {
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (ZEROS * (zeros[0] + zeros[1]) < head.length || head.length < 2) {
      return;
    }
    boolean littleEndian = zeros[1] > 8 * zeros[0];
    boolean bigEndian = zeros[0] > 8 * zeros[1];
    throw DragomanException.data(
        littleEndian || bigEndian
            ? "%s looks like UTF-16 without a byte order mark. Convert it to UTF-8, or set 'encoding' to %s."
                .formatted(name, littleEndian ? "UTF-16LE" : "UTF-16BE")
            : name + " is binary data, not plain text. Give a text.");
  }
}
