package org.dragoman.runtime.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.dragoman.runtime.DragomanException;

/**
 * How large a batch of sentences may be. It bounds the memory that a batch takes.
 *
 * @param sentences the greatest number of sentences
 * @param positions the greatest number of positions, padding included: the length of the longest
 *     sentence, its end mark counted, times the number of sentences
 */
public record BatchLimits(int sentences, int positions) {
  /** 64 sentences, 4096 positions. */
  public static final BatchLimits DEFAULTS = new BatchLimits(64, 4096);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is below 1
   */
  public BatchLimits {
    if (sentences < 1) {
      throw new IllegalArgumentException("batchSentences must be at least 1, got " + sentences);
    }
    if (positions < 1) {
      throw new IllegalArgumentException("batchTokens must be at least 1, got " + positions);
    }
  }

  /** Returns the limits with another number of sentences. */
  public BatchLimits withSentences(int value) {
    return new BatchLimits(value, positions);
  }

  /** Returns the limits with another number of positions. */
  public BatchLimits withPositions(int value) {
    return new BatchLimits(sentences, value);
  }

  /** Returns how many sentences of a length fit; at least 1. */
  public int fitting(int length) {
    return Math.max(1, Math.min(sentences, positions / Math.max(1, length)));
  }

  /**
   * Cuts items into batches of like length. The longest come first, so that what needs most memory
   * fails at once; items of one length keep their order.
   *
   * @param length the number of positions of an item
   */
  public <T> List<List<T>> cut(List<T> items, ToIntFunction<T> length) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(length).reversed());
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = Math.min(sorted.size(), from + fitting(length.applyAsInt(sorted.get(from))));
      batches.add(sorted.subList(from, to));
    }
    return batches;
  }

  /**
   * Returns what to throw where the engine had too little memory for a batch.
   *
   * @param work what was to be done, such as {@code "translate"}
   * @param count the number of sentences of the batch
   * @param longest the number of tokens of the longest
   */
  public DragomanException outOfMemory(String work, int count, int longest, Throwable cause) {
    return DragomanException.runtime(
        ("The engine has not enough memory to %s %d sentences of up to %d tokens at once. Lower the"
                + " batch size: at most %d sentences and %d tokens are allowed now.")
            .formatted(work, count, longest, sentences, positions),
        cause);
  }
}
