package org.dragoman.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the edits that turn a hypothesis into a reference, where moving a group of words is one
 * edit. The best set of moves is hard to find. As in Tercom the search makes the move that lowers
 * the edit distance most, and repeats this until no move lowers it. The allowed moves, and the
 * order among equal ones, are those of sacreBLEU.
 */
final class ShiftSearch {
  private static final int MAX_SIZE = 10;
  private static final int MAX_DISTANCE = 50;
  private static final int MAX_CANDIDATES = 1000;

  private final int[] reference;
  private final BeamEditDistance distance;
  private int candidates;

  /**
   * @param reference the numbers of its words
   */
  ShiftSearch(int[] reference) {
    this.reference = reference;
    distance = new BeamEditDistance(reference);
  }

  /** Counts the edits of a hypothesis. Call it once. */
  int edits(int[] hypothesis) {
    if (reference.length == 0) {
      return hypothesis.length;
    }
    int[] words = hypothesis;
    int shifts = 0;
    while (true) {
      int before = distance.of(words);
      Shift best = bestShift(words, before);
      if (candidates >= MAX_CANDIDATES || best == null || best.gain() <= 0) {
        return shifts + before;
      }
      words = best.apply(words);
      shifts++;
    }
  }

  /**
   * A move of words.
   *
   * @param gain the number by which it lowers the edit distance
   * @param length the number of words
   * @param start the index of the first
   * @param target the index of the word before which they go
   */
  private record Shift(int gain, int length, int start, int target) {

    /** Gain, then length, then an early start, then an early target. */
    boolean isBetterThan(@Nullable Shift other) {
      if (other == null || gain != other.gain) {
        return other == null || gain > other.gain;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }

    int[] apply(int[] words) {
      int[] shifted = new int[words.length];
      int end = start + length;
      if (target < start) {
        System.arraycopy(words, 0, shifted, 0, target);
        System.arraycopy(words, start, shifted, target, length);
        System.arraycopy(words, target, shifted, target + length, start - target);
        System.arraycopy(words, end, shifted, end, words.length - end);
      } else {
        // A target inside the moved words stands for the same number of words after them.
        int over = target > end ? target - end : target - start;
        over = Math.min(over, words.length - end);
        System.arraycopy(words, 0, shifted, 0, start);
        System.arraycopy(words, end, shifted, start, over);
        System.arraycopy(words, start, shifted, start + over, length);
        System.arraycopy(words, end + over, shifted, end + over, words.length - end - over);
      }
      return shifted;
    }
  }

  private @Nullable Shift bestShift(int[] words, int before) {
    Alignment alignment = distance.alignment(words);
    Shift best = null;
    for (int start = 0; start < words.length; start++) {
      int from = Math.max(0, start - MAX_DISTANCE);
      int to = Math.min(reference.length - 1, start + MAX_DISTANCE);
      for (int at = from; at <= to; at++) {
        for (int length = 1; length <= matching(words, start, at); length++) {
          if (alignment.isWorthMoving(start, at, length)) {
            best = better(best, words, before, alignment, start, at, length);
            if (candidates >= MAX_CANDIDATES) {
              return best;
            }
          }
        }
      }
    }
    return best;
  }

  /** Counts the equal words from here on, at most {@link #MAX_SIZE}. */
  private int matching(int[] words, int start, int at) {
    int limit = Math.min(MAX_SIZE, Math.min(words.length - start, reference.length - at));
    int mismatch = Arrays.mismatch(words, start, start + limit, reference, at, at + limit);
    return mismatch < 0 ? limit : mismatch;
  }

  /**
   * Tries to move words behind each word that the ones they should be, and the one before, face.
   */
  private @Nullable Shift better(
      @Nullable Shift soFar,
      int[] words,
      int before,
      Alignment alignment,
      int start,
      int at,
      int length) {
    Shift best = soFar;
    int tried = -1;
    for (int i = at - 1; i < at + length; i++) {
      int target = i < 0 ? 0 : alignment.facing(i) + 1;
      if (target == tried) {
        continue;
      }
      tried = target;
      candidates++;
      int[] shifted = new Shift(0, length, start, target).apply(words);
      Shift shift = new Shift(before - distance.of(shifted), length, start, target);
      if (shift.isBetterThan(best)) {
        best = shift;
      }
    }
    return best;
  }
}
