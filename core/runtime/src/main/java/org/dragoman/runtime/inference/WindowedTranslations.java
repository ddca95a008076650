package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Translates a stream window by window. It reads some thousand lines ahead, so that lines of
 * similar length can share batches, but not more, so that memory does not grow with the stream. The
 * first window is one batch and each next one twice as large, so that the first translations come
 * soon.
 */
final class WindowedTranslations<T> extends AbstractSpliterator<Translation> {
  /** Lines that a window has at most. */
  static final int MAX_LINES = 4096;

  /** A window takes no further line once it has this many characters. */
  static final int MAX_CHARACTERS = 1 << 20;

  private final Iterator<T> lines;
  private final ToIntFunction<T> characters;
  private final Window<T> window;
  private int size;
  private long read;
  private Iterator<Translation> ready = Collections.emptyIterator();

  /** Translates the lines of a window. */
  @FunctionalInterface
  interface Window<T> {
    /**
     * Translates them.
     *
     * @param firstLine the number of the first line, counted from 1
     * @return a translation for each line
     */
    List<Translation> translate(List<T> lines, long firstLine);
  }

  private WindowedTranslations(
      Iterator<T> lines, int firstSize, ToIntFunction<T> characters, Window<T> window) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.lines = lines;
    this.characters = characters;
    this.window = window;
    size = firstSize;
  }

  /**
   * A lazy stream of translations; closing it closes the stream of lines.
   *
   * @param firstSize the number of lines of the first window
   * @param characters how many a line has
   */
  static <T> Stream<Translation> of(
      Stream<T> lines, int firstSize, ToIntFunction<T> characters, Window<T> window) {
    var translations =
        new WindowedTranslations<T>(
            lines.iterator(), Math.min(firstSize, MAX_LINES), characters, window);
    return StreamSupport.stream(translations, false).onClose(lines::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Translation> action) {
    if (!ready.hasNext() && lines.hasNext()) {
      List<T> next = read();
      ready = window.translate(next, read + 1).iterator();
      read += next.size();
      size = Math.min(2 * size, MAX_LINES);
    }
    if (!ready.hasNext()) {
      return false;
    }
    action.accept(ready.next());
    return true;
  }

  private List<T> read() {
    List<T> next = new ArrayList<>();
    long total = 0;
    while (next.size() < size && total < MAX_CHARACTERS && lines.hasNext()) {
      T line = lines.next();
      next.add(line);
      total += characters.applyAsInt(line);
    }
    return next;
  }
}
