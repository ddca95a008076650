package org.dragoman.runtime.file;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.runtime.plugin.Nearest;

/** Finds the encoding of a text by its name or its byte order mark. */
public final class Encodings {
  private static final int LOOKED_AT = 1 << 13;
  private static final int CONFIDENCE = 30;

  /** The longer marks first: the mark of UTF-32LE begins with that of UTF-16LE. */
  private static final Map<Charset, byte[]> MARKS = new LinkedHashMap<>();

  static {
    for (String name : List.of("UTF-32LE", "UTF-32BE", "UTF-8", "UTF-16LE", "UTF-16BE")) {
      Charset charset = Charset.forName(name);
      MARKS.put(charset, "\uFEFF".getBytes(charset));
    }
  }

  private Encodings() {}

  /**
   * Returns the encoding with a name that Java knows, such as {@code windows-1252} or {@code
   * Shift_JIS}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Charset named(String name) {
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      List<String> known =
          Charset.availableCharsets().values().stream()
              .flatMap(
                  charset -> Stream.concat(Stream.of(charset.name()), charset.aliases().stream()))
              .toList();
      throw new IllegalArgumentException(
          "there is no encoding '%s'.%s Give a name such as UTF-16LE, windows-1252, Shift_JIS or GB18030"
              .formatted(name, Nearest.hint(name, known)),
          e);
    }
  }

  /** Returns the encoding of a text's byte order mark; empty if it has none. */
  static Optional<Charset> ofMark(byte[] head) {
    return MARKS.entrySet().stream()
        .filter(mark -> begins(head, mark.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean begins(byte[] head, byte[] mark) {
    boolean begins = head.length >= mark.length;
    for (int i = 0; begins && i < mark.length; i++) {
      begins = head[i] == mark[i];
    }
    return begins;
  }

  /** Returns whether a text with a given encoding may have the byte order mark of another. */
  static boolean agree(Charset said, Charset marked) {
    // In UTF-16 and UTF-32 the mark decides the byte order.
    return said.equals(marked)
        || (said.name() + "LE").equals(marked.name())
        || (said.name() + "BE").equals(marked.name());
  }

  /** Returns ICU's guess of the encoding of a text that is not UTF-8; empty if it has none. */
  static Optional<String> guess(byte[] bytes, int from, int to) {
    byte[] looked = new byte[Math.min(LOOKED_AT, to - from)];
    System.arraycopy(bytes, from, looked, 0, looked.length);
    return Stream.of(new CharsetDetector().setText(looked).detectAll())
        .filter(match -> match.getConfidence() >= CONFIDENCE)
        .map(CharsetMatch::getName)
        .filter(name -> !name.startsWith("UTF") && Charset.isSupported(name))
        .map(name -> name.equals("ISO-8859-1") ? "windows-1252" : name)
        .findFirst();
  }
}
