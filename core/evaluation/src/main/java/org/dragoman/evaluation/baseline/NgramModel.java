package org.dragoman.evaluation.baseline;

import java.util.Arrays;

/**
 * An n-gram model with interpolated modified Kneser-Ney smoothing (Kneser and Ney 1995; Chen and
 * Goodman 1999, "An empirical study of smoothing techniques for language modeling", section 3.3).
 * The highest order counts n-grams; a lower order counts the different tokens that an n-gram
 * follows, except for n-grams at the beginning of a text, which nothing precedes. Each order has
 * three discounts: for counts of 1, of 2, and of 3 and more.
 *
 * <pre>{@code
 * NgramModel model = new NgramModel(3, vocabulary);
 * texts.forEach(model::add);                                // ids from 0 to vocabulary - 1
 * model.finish();
 * double[] scores = model.logProbabilities(text);           // the end of the text is the last
 * }</pre>
 *
 * <p>A node of the trie is an n-gram. Memory is about 40 bytes for each different one. Not
 * thread-safe.
 */
public final class NgramModel {
  private static final int ROOT = 0;
  private static final int DISCOUNTS = 3;

  private final int order;
  private final int vocabulary;
  private final int begin;
  private final int end;
  private final NgramTrie trie = new NgramTrie();
  private final double[][] discounts;
  // For each node as a history: the sum of the counts after it, and how many of them are 1, 2,
  // more.
  private long[] totals = {};
  private int[][] followers = {};
  private boolean finished;

  /**
   * Creates a model that has seen nothing.
   *
   * @param order the longest n-gram, at least 1
   * @param vocabulary the number of different tokens; the end of a text is one more
   */
  public NgramModel(int order, int vocabulary) {
    if (order < 1 || vocabulary < 1) {
      throw new IllegalArgumentException(
          "order and vocabulary must be at least 1, got %d and %d".formatted(order, vocabulary));
    }
    this.order = order;
    this.vocabulary = vocabulary;
    end = vocabulary;
    begin = vocabulary + 1;
    discounts = new double[order + 1][DISCOUNTS];
  }

  /**
   * Learns a text.
   *
   * @param text ids from 0 to below the size of the vocabulary
   * @throws IllegalStateException after {@link #finish}
   */
  public void add(int[] text) {
    if (finished) {
      throw new IllegalStateException("the model is finished");
    }
    int[] histories = beginning(true);
    for (int i = 0; i <= text.length; i++) {
      histories = seen(histories, i < text.length ? text[i] : end);
    }
  }

  /** The nodes of the last k tokens before a text, for each k: the root and the mark. */
  private int[] beginning(boolean grow) {
    int[] histories = new int[order];
    Arrays.fill(histories, -1);
    histories[0] = ROOT;
    if (order > 1) {
      histories[1] = grow ? trie.child(ROOT, begin, true) : trie.find(ROOT, begin);
    }
    return histories;
  }

  /** Counts the n-grams of all orders that end with a token, and returns the next histories. */
  private int[] seen(int[] histories, int token) {
    int[] next = new int[order];
    Arrays.fill(next, -1);
    next[0] = ROOT;
    int shorter = ROOT;
    for (int k = 1; k <= order && histories[k - 1] >= 0; k++) {
      int before = trie.size();
      boolean begins = trie.begins(histories[k - 1]);
      int node = trie.child(histories[k - 1], token, begins);
      trie.count(node);
      if (trie.size() > before && k > 1) {
        trie.precede(shorter);
      }
      if (k < order) {
        next[k] = node;
      }
      shorter = node;
    }
    return next;
  }

  /** Computes discounts and totals. Then the model scores texts, and learns no more. */
  public void finish() {
    finished = true;
    int nodes = trie.size();
    totals = new long[nodes];
    followers = new int[nodes][];
    long[][] having = new long[order + 1][DISCOUNTS + 2];
    int[] orders = new int[nodes];
    for (int node = 1; node < nodes; node++) {
      int parent = trie.parent(node);
      orders[node] = orders[parent] + 1;
      long count = counted(node, orders[node]);
      if (count == 0) {
        continue;
      }
      if (count <= DISCOUNTS + 1) {
        having[orders[node]][(int) count]++;
      }
      totals[parent] += count;
      if (followers[parent] == null) {
        followers[parent] = new int[DISCOUNTS];
      }
      followers[parent][(int) Math.min(count, DISCOUNTS) - 1]++;
    }
    for (int k = 1; k <= order; k++) {
      discounts[k] = discounts(having[k]);
    }
  }

  /** The count of an n-gram that its order goes by; 0 for the mark at the beginning of a text. */
  private long counted(int node, int length) {
    return length == order || trie.begins(node) ? trie.counted(node) : trie.preceded(node);
  }

  /**
   * The discounts of Chen and Goodman, from how many n-grams have the counts 1 to 4. Where a text
   * is too small for them, they are half the count.
   */
  private static double[] discounts(long[] having) {
    double[] found = new double[DISCOUNTS];
    double share = having[1] / (having[1] + 2.0 * having[2]);
    for (int count = 1; count <= DISCOUNTS; count++) {
      double wanted = count - (count + 1) * share * having[count + 1] / having[count];
      found[count - 1] = wanted > 0 && wanted < count ? wanted : count / 2.0;
    }
    return found;
  }

  /**
   * Scores a text.
   *
   * @return the natural logarithm of the probability of each token, and of the end of the text last
   * @throws IllegalStateException before {@link #finish}
   */
  public double[] logProbabilities(int[] text) {
    if (!finished) {
      throw new IllegalStateException("finish the model first");
    }
    double[] scores = new double[text.length + 1];
    int[] histories = beginning(false);
    for (int i = 0; i <= text.length; i++) {
      int token = i < text.length ? text[i] : end;
      scores[i] = Math.log(probability(histories, token));
      int[] next = new int[order];
      Arrays.fill(next, -1);
      next[0] = ROOT;
      for (int k = 1; k < order; k++) {
        next[k] = histories[k - 1] < 0 ? -1 : trie.find(histories[k - 1], token);
      }
      histories = next;
    }
    return scores;
  }

  /** Interpolates from the uniform distribution up to the highest order. */
  private double probability(int[] histories, int token) {
    double probability = 1.0 / (vocabulary + 1);
    for (int k = 1; k <= order; k++) {
      int history = histories[k - 1];
      if (history >= 0 && totals[history] > 0) {
        int node = trie.find(history, token);
        long count = node < 0 ? 0 : counted(node, k);
        double discount = count == 0 ? 0 : discounts[k][(int) Math.min(count, DISCOUNTS) - 1];
        double left = 0;
        for (int i = 0; i < DISCOUNTS; i++) {
          left += discounts[k][i] * followers[history][i];
        }
        probability = (count - discount + left * probability) / totals[history];
      }
    }
    return probability;
  }

  /** Returns the number of different n-grams, of all orders. */
  public int size() {
    return trie.size() - 1;
  }
}
