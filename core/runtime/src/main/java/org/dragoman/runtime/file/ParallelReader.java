package org.dragoman.runtime.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/** Reads two files line by line in parallel: line n of one belongs to line n of the other. */
public final class ParallelReader implements AutoCloseable {
  private final LineReader source;
  private final LineReader target;

  private ParallelReader(LineReader source, LineReader target) {
    this.source = source;
    this.target = target;
  }

  /** Opens both files; see {@link LineReader#open}. */
  public static ParallelReader open(Path source, Path target) {
    LineReader first = LineReader.open(source);
    try {
      return new ParallelReader(first, LineReader.open(target));
    } catch (DragomanException e) {
      first.close();
      throw e;
    }
  }

  /** Reads two texts, which {@link #close} closes. */
  public static ParallelReader of(LineReader source, LineReader target) {
    return new ParallelReader(source, target);
  }

  /** Reads all pairs of two files; see {@link #next}. */
  public static List<SentencePair> readAll(Path source, Path target) {
    List<SentencePair> pairs = new ArrayList<>();
    try (ParallelReader reader = open(source, target)) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /**
   * Returns the next pair, or null if both files end.
   *
   * @throws DragomanException of kind DATA with both files and both numbers of lines, if one ends
   *     before the other; see also {@link LineReader}
   */
  public @Nullable SentencePair next() {
    String left = source.readLine();
    String right = target.readLine();
    if (left == null && right == null) {
      return null;
    }
    if (left == null || right == null) {
      throw DragomanException.data(
          String.format(
              "%s has %d lines, but %s has %d; line n of one must be the translation of line n of"
                  + " the other.",
              source.name(), countLines(source), target.name(), countLines(target)));
    }
    return new SentencePair(left, right);
  }

  /** The number of pairs read so far: the 1-based line number of the last one. */
  public long lineNumber() {
    return source.lineNumber();
  }

  private static long countLines(LineReader reader) {
    while (reader.readLine() != null) {
      // counted by the reader
    }
    return reader.lineNumber();
  }

  @Override
  public void close() {
    try (source) {
      target.close();
    }
  }
}
