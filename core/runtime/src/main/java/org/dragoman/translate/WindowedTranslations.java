package org.dragoman.translate;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dragoman.runtime.batch.ReadAhead;

/**
 * Translates a stream window by window. It reads some thousand lines ahead, so that lines of
 * similar length can share batches, but not more, so that memory does not grow with the stream. The
 * first window is one batch and each next one twice as large, so that the first translations come
 * soon.
 */
final class WindowedTranslations<T> extends AbstractSpliterator<Translation> {
  private final ReadAhead<T> lines;
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

  private WindowedTranslations(ReadAhead<T> lines, int firstSize, Window<T> window) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.lines = lines;
    this.window = window;
    size = Math.min(firstSize, ReadAhead.MOST_ITEMS);
  }

  /**
   * A lazy stream of translations; closing it closes the stream of lines.
   *
   * @param firstSize the number of lines of the first window
   * @param cost of a line, in characters
   */
  static <T> Stream<Translation> of(
      Stream<T> lines, int firstSize, ToLongFunction<T> cost, Window<T> window) {
    Iterator<T> iterator = lines.iterator();
    ReadAhead<T> ahead = new ReadAhead<>(() -> iterator.hasNext() ? iterator.next() : null, cost);
    var translations = new WindowedTranslations<T>(ahead, firstSize, window);
    return StreamSupport.stream(translations, false).onClose(lines::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Translation> action) {
    if (!ready.hasNext()) {
      List<T> next = lines.next(size);
      if (next.isEmpty()) {
        return false;
      }
      ready = window.translate(next, read + 1).iterator();
      read += next.size();
      size = Math.min(2 * size, ReadAhead.MOST_ITEMS);
    }
    action.accept(ready.next());
    return true;
  }
}
