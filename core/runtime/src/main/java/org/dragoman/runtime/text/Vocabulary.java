package org.dragoman.runtime.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.LineReader;

/**
 * The tokens (or pieces of tokens) that a model knows, numbered from 0. Immutable.
 *
 * <p>The first four are {@code <pad> <unk> <s> </s>}. They are marks of the model, not text: a
 * token of a text with the same spelling is unknown, so that no text can end a sentence or act as
 * padding.
 *
 * <p>The file has one entry per line, UTF-8, LF; the id is the number of the line, counted from 0.
 */
public final class Vocabulary {
  /** The id of {@code <pad>}, which fills a batch. */
  public static final int PAD = 0;

  /** The id of {@code <unk>}, any token that is not in the vocabulary. */
  public static final int UNK = 1;

  /** The id of {@code <s>}, which starts an output. */
  public static final int START = 2;

  /** The id of {@code </s>}, which ends an output. */
  public static final int END = 3;

  /** The special entries, in the order of their ids. */
  public static final List<String> SPECIALS = List.of("<pad>", "<unk>", "<s>", "</s>");

  private final List<String> entries;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> entries) {
    this.entries = List.copyOf(entries);
    this.ids = new HashMap<>(2 * entries.size());
    for (int id = SPECIALS.size(); id < entries.size(); id++) {
      ids.put(entries.get(id), id);
    }
  }

  /**
   * Builds a vocabulary of the most frequent tokens; equally frequent ones are in the order of
   * their code points.
   *
   * @param counts the number of occurrences of each token; spellings of special entries are skipped
   * @param maxSize the greatest number of entries, including the four special ones
   * @param minFrequency the least number of occurrences of a token
   * @throws IllegalArgumentException if a token is empty or contains a line break, or maxSize
   *     leaves no room for the special entries
   */
  public static Vocabulary build(Map<String, Long> counts, int maxSize, long minFrequency) {
    if (maxSize < SPECIALS.size()) {
      throw new IllegalArgumentException(
          "a vocabulary has at least its " + SPECIALS.size() + " special entries, got " + maxSize);
    }
    Comparator<Map.Entry<String, Long>> mostFrequentFirst = Map.Entry.comparingByValue();
    List<String> entries = new ArrayList<>(SPECIALS);
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= minFrequency && !SPECIALS.contains(e.getKey()))
        .sorted(
            mostFrequentFirst
                .reversed()
                .thenComparing(Map.Entry::getKey, Vocabulary::compareByCodePoints))
        .limit(maxSize - SPECIALS.size())
        .forEach(e -> entries.add(requireStorable(e.getKey())));
    return new Vocabulary(entries);
  }

  /** Builds a vocabulary of all tokens of the counts; see {@link #build(Map, int, long)}. */
  public static Vocabulary build(Map<String, Long> counts) {
    return build(counts, Integer.MAX_VALUE, 1);
  }

  /**
   * Reads a file.
   *
   * @throws DragomanException of kind DATA with file and line, if it is no vocabulary
   */
  public static Vocabulary load(Path file) {
    try (LineReader reader = LineReader.open(file)) {
      return read(reader);
    }
  }

  /**
   * Reads a stream to its end and closes it; see {@link #load(Path)}.
   *
   * @param name what messages call it
   */
  public static Vocabulary load(InputStream in, String name) {
    try (LineReader reader = LineReader.of(in, name)) {
      return read(reader);
    }
  }

  private static Vocabulary read(LineReader reader) {
    List<String> entries = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int id = entries.size();
      if (id < SPECIALS.size() && !line.equals(SPECIALS.get(id))) {
        throw broken(
            reader, "expected " + SPECIALS.get(id) + ", found '" + line + "'; " + firstLines());
      }
      if (line.isEmpty()) {
        throw broken(reader, "an empty entry");
      }
      Long earlier = lines.putIfAbsent(line, reader.lineNumber());
      if (earlier != null) {
        throw broken(reader, "'" + line + "' stands in line " + earlier + " already");
      }
      entries.add(line);
    }
    if (entries.size() < SPECIALS.size()) {
      throw DragomanException.data(
          reader.name()
              + " is no vocabulary: it ends after line "
              + entries.size()
              + "; "
              + firstLines());
    }
    return new Vocabulary(entries);
  }

  private static DragomanException broken(LineReader reader, String problem) {
    return DragomanException.data(
        reader.name() + ", line " + reader.lineNumber() + " of the vocabulary: " + problem + ".");
  }

  private static String firstLines() {
    return "a vocabulary starts with the lines " + String.join(" ", SPECIALS);
  }

  /** Writes the file, whole or not at all. */
  public void save(Path file) {
    AtomicFile.write(file, this::save);
  }

  /** Writes the entries to a stream and leaves it open. */
  public void save(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    for (String entry : entries) {
      writer.write(entry);
      writer.write('\n');
    }
    writer.flush();
  }

  /**
   * Returns the id of a token of a text; {@link #UNK} if it is not in the vocabulary or is spelled
   * like a special entry.
   */
  public int id(String token) {
    return ids.getOrDefault(token, UNK);
  }

  /**
   * Returns the token of an id, which may be a special one.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String token(int id) {
    return entries.get(id);
  }

  /** Returns all tokens except the special entries. */
  public Set<String> tokens() {
    return Collections.unmodifiableSet(ids.keySet());
  }

  /** The number of entries; ids are below it. */
  public int size() {
    return entries.size();
  }

  private static String requireStorable(String token) {
    if (token.isEmpty() || token.indexOf('\n') >= 0 || token.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "a token that is empty or holds a line break cannot be in a vocabulary: '" + token + "'");
    }
    return token;
  }

  // String.compareTo compares UTF-16 units, which puts U+10000 and above before U+E000.
  private static int compareByCodePoints(String a, String b) {
    int mismatch = 0;
    int length = Math.min(a.length(), b.length());
    while (mismatch < length && a.charAt(mismatch) == b.charAt(mismatch)) {
      mismatch++;
    }
    if (mismatch == length) {
      return Integer.compare(a.length(), b.length());
    }
    char left = a.charAt(mismatch);
    char right = b.charAt(mismatch);
    boolean bothOrNone = Character.isSurrogate(left) == Character.isSurrogate(right);
    return bothOrNone ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
  }
}
