package org.dragoman.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of items window by window: some thousand at once, so that batches are of like
 * length, and no more, so that memory does not grow with the stream. For one thread.
 *
 * <pre>{@code
 * ReadAhead<String> lines = new ReadAhead<>(reader::readLine, String::length);
 * for (List<String> window = lines.next(); !window.isEmpty(); window = lines.next()) { ... }
 * }</pre>
 */
public final class ReadAhead<T> {
  /** The greatest number of items of a window. */
  public static final int MOST_ITEMS = 4096;

  /** A window takes no further item once its items cost this much. */
  public static final long MOST_COST = 1 << 20;

  private final Supplier<? extends @Nullable T> source;
  private final ToLongFunction<? super T> cost;
  private final @Nullable BiPredicate<? super T, ? super T> together;
  private @Nullable T pending;

  /**
   * Creates a reader of any windows.
   *
   * @param source the next item; null at the end
   * @param cost of an item, in characters or the like
   */
  public ReadAhead(Supplier<? extends @Nullable T> source, ToLongFunction<? super T> cost) {
    this(source, cost, null);
  }

  /**
   * Creates a reader that keeps some items in one window, however large it gets. It reads one item
   * beyond each window.
   *
   * @param together whether an item and the next must be in one window; null for never
   */
  public ReadAhead(
      Supplier<? extends @Nullable T> source,
      ToLongFunction<? super T> cost,
      @Nullable BiPredicate<? super T, ? super T> together) {
    this.source = source;
    this.cost = cost;
    this.together = together;
  }

  /** Reads a window; empty at the end. */
  public List<T> next() {
    return next(MOST_ITEMS);
  }

  /**
   * Reads a window of at most {@code items} items, but for those that must be together.
   *
   * @return empty at the end
   */
  public List<T> next(int items) {
    List<T> window = new ArrayList<>();
    long total = 0;
    T item = pending == null ? source.get() : pending;
    pending = null;
    while (item != null) {
      window.add(item);
      total += cost.applyAsLong(item);
      boolean full = window.size() >= items || total >= MOST_COST;
      if (full && together == null) {
        return window;
      }
      T next = source.get();
      if (full && together != null && next != null && !together.test(item, next)) {
        pending = next;
        return window;
      }
      item = next;
    }
    return window;
  }
}
