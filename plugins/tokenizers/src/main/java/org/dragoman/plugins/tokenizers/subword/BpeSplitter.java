package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Splits words by learned merges. It applies the earliest learned merge that fits to all its places
 * in the word, from left to right, then the earliest that fits the result, and so on. It takes n
 * log n time for a word of n code points. Immutable.
 */
final class BpeSplitter {
  private static final int NONE = PairTable.NONE;
  private static final int INSIDE = 0;
  private static final int AT_THE_END = 1;

  private final PairTable characters = new PairTable(); // code point, INSIDE or AT_THE_END: symbol
  private final PairTable ranks = new PairTable(); // left symbol, right symbol: rank
  private final int[] results; // rank: symbol

  /** Creates a splitter from merges, the first learned first; a repeated merge has no effect. */
  BpeSplitter(List<Merge> merges) {
    Map<String, Integer> symbols = new HashMap<>();
    results = new int[merges.size()];
    for (int rank = 0; rank < merges.size(); rank++) {
      Merge merge = merges.get(rank);
      ranks.putIfAbsent(id(merge.left(), symbols), id(merge.right(), symbols), rank);
      results[rank] = id(merge.merged(), symbols);
    }
    symbols.forEach(this::addCharacter);
  }

  private static int id(String symbol, Map<String, Integer> symbols) {
    return symbols.computeIfAbsent(symbol, s -> symbols.size());
  }

  private void addCharacter(String symbol, int id) {
    int first = symbol.codePointAt(0);
    String rest = symbol.substring(Character.charCount(first));
    if (rest.isEmpty()) {
      characters.putIfAbsent(first, INSIDE, id);
    } else if (rest.equals(Merge.WORD_END)) {
      characters.putIfAbsent(first, AT_THE_END, id);
    }
  }

  /**
   * Splits a word into parts; their concatenation is the word. An empty word has one empty part.
   */
  List<String> split(String word) {
    Parts parts = new Parts(word);
    parts.mergeAll();
    return parts.texts();
  }

  /**
   * Splits a word by BPE-dropout (Provilkov, Emelianenko and Voita 2020): before each merge, every
   * place where a merge fits is dropped with a probability. Among the places left, the merge
   * learned earliest is applied at its leftmost place. If no place is left, the word is done.
   *
   * @param dropout the probability, from 0 to 1
   */
  List<String> sample(String word, double dropout, RandomGenerator random) {
    Parts parts = new Parts(word);
    parts.mergeSome(dropout, random);
    return parts.texts();
  }

  /** The symbols of one word, linked so that two neighbours can be merged in constant time. */
  private final class Parts {
    private static final int DEAD = -2;

    private final String word;
    private final int[] symbols;
    private final int[] ends; // where in the word each symbol ends
    private final int[] previous;
    private final int[] next;
    private final Queue queue;

    Parts(String word) {
      this.word = word;
      int n = word.codePointCount(0, word.length());
      symbols = new int[n];
      ends = new int[n];
      previous = new int[n];
      next = new int[n];
      queue = new Queue(n);
      int end = 0;
      for (int i = 0; i < n; i++) {
        int character = word.codePointAt(end);
        symbols[i] = characters.get(character, i + 1 < n ? INSIDE : AT_THE_END);
        end += Character.charCount(character);
        ends[i] = end;
        previous[i] = i - 1;
        next[i] = i + 1 < n ? i + 1 : NONE;
      }
      for (int i = 0; i + 1 < n; i++) {
        enqueue(i);
      }
    }

    /** Returns the rank of the merge of a symbol with the next one, or {@link #NONE}. */
    private int rankAt(int i) {
      if (symbols[i] == DEAD || next[i] == NONE) {
        return NONE;
      }
      int left = symbols[i];
      int right = symbols[next[i]];
      return left == NONE || right == NONE ? NONE : ranks.get(left, right);
    }

    private void enqueue(int i) {
      int rank = rankAt(i);
      if (rank != NONE) {
        queue.add(Place.of(rank, i));
      }
    }

    void mergeAll() {
      int[] merged = new int[symbols.length];
      while (!queue.isEmpty()) {
        int rank = Place.rank(queue.first());
        int size = 0;
        while (!queue.isEmpty() && Place.rank(queue.first()) == rank) {
          int i = Place.index(queue.remove());
          if (rankAt(i) == rank) {
            merge(i, rank);
            merged[size++] = i;
          }
        }
        // Queued only now, so that a merge is applied everywhere before merges of its results.
        for (int m = 0; m < size; m++) {
          enqueueAround(merged[m]);
        }
      }
    }

    void mergeSome(double dropout, RandomGenerator random) {
      Queue passedOver = new Queue(symbols.length);
      while (!queue.isEmpty()) {
        long place = queue.remove();
        int rank = Place.rank(place);
        int i = Place.index(place);
        if (rankAt(i) != rank) {
          continue; // the symbols are not there any more
        }
        if (random.nextDouble() < dropout) {
          passedOver.add(place);
          continue;
        }
        merge(i, rank);
        while (!passedOver.isEmpty()) {
          queue.add(passedOver.remove());
        }
        enqueueAround(i);
      }
    }

    private void merge(int i, int rank) {
      int right = next[i];
      symbols[i] = results[rank];
      ends[i] = ends[right];
      symbols[right] = DEAD;
      next[i] = next[right];
      if (next[i] != NONE) {
        previous[next[i]] = i;
      }
    }

    private void enqueueAround(int i) {
      enqueue(i);
      if (previous[i] != NONE) {
        enqueue(previous[i]);
      }
    }

    List<String> texts() {
      List<String> texts = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < symbols.length; i++) {
        if (symbols[i] != DEAD) {
          texts.add(word.substring(start, ends[i]));
          start = ends[i];
        }
      }
      return texts.isEmpty() ? List.of(word) : texts;
    }
  }

  /** A place where a merge may fit, as a number: they sort by rank and then from left to right. */
  private static final class Place {
    private Place() {}

    static long of(int rank, int index) {
      return (long) rank << 32 | index;
    }

    static int rank(long place) {
      return (int) (place >> 32);
    }

    static int index(long place) {
      return (int) place;
    }
  }

  /** A priority queue of places, the least first: a binary heap without boxing. */
  private static final class Queue {
    private long[] heap;
    private int size;

    Queue(int capacity) {
      heap = new long[Math.max(capacity, 4)];
    }

    boolean isEmpty() {
      return size == 0;
    }

    long first() {
      return heap[0];
    }

    void add(long place) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      int at = size++;
      while (at > 0 && heap[(at - 1) / 2] > place) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      heap[at] = place;
    }

    long remove() {
      long least = heap[0];
      long last = heap[--size];
      int at = 0;
      for (int child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && heap[child + 1] < heap[child]) {
          child++;
        }
        if (heap[child] >= last) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
      return least;
    }
  }
}
