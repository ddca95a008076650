package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Learns merges. Each merges the most frequent pair of neighbouring symbols; among equally frequent
 * pairs the greatest, compared by the first symbol and then the second, code point by code point.
 *
 * <p>The counts of pairs are updated, not recomputed: each pair knows the words that may contain
 * it, and a merge changes these words only. The queue may hold a pair with outdated counts; they
 * are recognized when they come up.
 */
final class BpeLearner {
  /** A word as symbols, and the number of its occurrences. */
  private static final class Word {
    int[] symbols;
    final long frequency;

    Word(int[] symbols, long frequency) {
      this.symbols = symbols;
      this.frequency = frequency;
    }
  }

  /**
   * Two neighbouring symbols, the number of their occurrences, and the words that contained them.
   */
  private static final class Pair {
    final int left;
    final int right;
    long count;
    boolean risen;
    final WordList words = new WordList();

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }
  }

  /** The indices of words in the order of adding. Adding the last index again has no effect. */
  private static final class WordList {
    private int[] indices = new int[4];
    private int size;

    void add(int index) {
      if (size > 0 && indices[size - 1] == index) {
        return;
      }
      if (size == indices.length) {
        indices = Arrays.copyOf(indices, 2 * size);
      }
      indices[size++] = index;
    }

    int[] drain() {
      int[] all = Arrays.copyOf(indices, size);
      indices = new int[4];
      size = 0;
      return all;
    }
  }

  private record Candidate(Pair pair, long count) {}

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> symbolIds = new HashMap<>();
  private final List<Word> words = new ArrayList<>();
  private final PairTable pairIds = new PairTable();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Pair> risen = new ArrayList<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Candidate::count)
              .reversed()
              .thenComparing(Candidate::pair, this::greatestFirst));

  /** Creates a learner for words and their counts. */
  BpeLearner(Map<String, Long> counts) {
    counts.forEach(
        (token, count) -> {
          if (isStorable(token)) {
            words.add(new Word(ids(Merge.symbols(token)), count));
          }
        });
    for (int w = 0; w < words.size(); w++) {
      Word word = words.get(w);
      for (int i = 0; i + 1 < word.symbols.length; i++) {
        raise(pair(word.symbols[i], word.symbols[i + 1]), w);
      }
    }
    queueRisen(1);
  }

  private static boolean isStorable(String token) {
    return token
        .codePoints()
        .noneMatch(c -> c == ' ' || c == '\n' || c == '\r' || (c >= 0xD800 && c <= 0xDFFF));
  }

  private int[] ids(List<String> word) {
    return word.stream().mapToInt(this::id).toArray();
  }

  private int id(String symbol) {
    return symbolIds.computeIfAbsent(
        symbol,
        s -> {
          symbols.add(s);
          return symbols.size() - 1;
        });
  }

  /** Returns the merges in the order of learning; to be called once. */
  List<Merge> learn(int maxMerges, long minFrequency) {
    List<Merge> merges = new ArrayList<>();
    while (merges.size() < maxMerges) {
      Pair best = mostFrequent(minFrequency);
      if (best == null) {
        break;
      }
      Merge merge = new Merge(symbols.get(best.left), symbols.get(best.right));
      merges.add(merge);
      int merged = id(merge.merged());
      for (int w : best.words.drain()) {
        merge(best, merged, w);
      }
      queueRisen(minFrequency);
    }
    return merges;
  }

  private @Nullable Pair mostFrequent(long minFrequency) {
    for (Candidate top = queue.poll(); top != null; top = queue.poll()) {
      long count = top.pair.count;
      if (count == top.count) {
        return count >= minFrequency ? top.pair : null;
      }
      // A pair whose count has fallen goes back into the queue; one whose count has risen was
      // queued when it rose.
      if (count < top.count && count >= minFrequency) {
        queue.add(new Candidate(top.pair, count));
      }
    }
    return null;
  }

  /**
   * Merges a pair in one word, from left to right; does nothing if the word no longer contains it.
   */
  private void merge(Pair pair, int merged, int w) {
    Word word = words.get(w);
    int[] old = word.symbols;
    boolean[] gone = new boolean[old.length];
    int[] result = new int[old.length];
    boolean[] fresh = new boolean[old.length];
    int size = 0;
    for (int i = 0; i < old.length; size++) {
      if (i + 1 < old.length && old[i] == pair.left && old[i + 1] == pair.right) {
        gone[i] = true;
        gone[i + 1] = true;
        result[size] = merged;
        fresh[size] = true;
        i += 2;
      } else {
        result[size] = old[i];
        i++;
      }
    }
    if (size == old.length) {
      return;
    }
    for (int i = 0; i + 1 < old.length; i++) {
      if (gone[i] || gone[i + 1]) {
        pair(old[i], old[i + 1]).count -= word.frequency;
      }
    }
    word.symbols = Arrays.copyOf(result, size);
    for (int i = 0; i + 1 < size; i++) {
      if (fresh[i] || fresh[i + 1]) {
        raise(pair(result[i], result[i + 1]), w);
      }
    }
  }

  private Pair pair(int left, int right) {
    int id = pairIds.get(left, right);
    if (id == PairTable.NONE) {
      id = pairs.size();
      pairIds.putIfAbsent(left, right, id);
      pairs.add(new Pair(left, right));
    }
    return pairs.get(id);
  }

  private void raise(Pair pair, int w) {
    pair.count += words.get(w).frequency;
    pair.words.add(w);
    if (!pair.risen) {
      pair.risen = true;
      risen.add(pair);
    }
  }

  private void queueRisen(long minFrequency) {
    for (Pair pair : risen) {
      pair.risen = false;
      if (pair.count >= minFrequency) {
        queue.add(new Candidate(pair, pair.count));
      }
    }
    risen.clear();
  }

  private int greatestFirst(Pair a, Pair b) {
    int byLeft = compareByCodePoints(symbols.get(b.left), symbols.get(a.left));
    return byLeft != 0 ? byLeft : compareByCodePoints(symbols.get(b.right), symbols.get(a.right));
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
