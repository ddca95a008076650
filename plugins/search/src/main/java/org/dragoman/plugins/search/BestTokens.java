package org.dragoman.plugins.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import java.util.List;

/**
 * The best next tokens of each row, best first; among equal ones the lower id comes first. Tokens
 * of probability zero are not included, unless they are offered.
 *
 * <p>A step of a search costs the engine one {@code topK} over the rows and two small copies to the
 * JVM, but no mask over {@code [rows, V]}. Instead {@code topK} fetches more tokens than wanted:
 * one more for each token that is forbidden, excluded or penalized in a row (a penalty only lowers
 * values, so the tokens that move up are among those). It also fetches one beyond that, because the
 * engine guarantees no order among equal values: if a row's last wanted token equals the last
 * fetched one, the whole row is read, which is rare. The values of offered tokens are gathered
 * separately.
 */
final class BestTokens {
  /** The least value of an offered token, for one whose probability is zero or nearly zero. */
  static final double FLOOR = -1000;

  private final double repetitionPenalty;
  private final int width;
  private final int[] counts;
  private final int[] tokens;
  private final float[] logProbabilities;
  private final double[] values;

  private BestTokens(int rows, int width, double repetitionPenalty) {
    this.width = width;
    this.repetitionPenalty = repetitionPenalty;
    counts = new int[rows];
    tokens = new int[rows * width];
    logProbabilities = new float[rows * width];
    values = new double[rows * width];
  }

  /**
   * Picks the best tokens. It frees every array that it makes.
   *
   * @param logProbabilities {@code [rows, V]}
   * @param wanted the number of tokens to find in each row, not counting the offered ones
   * @param forbidden ids to skip in all rows
   * @param next what may follow in each row
   * @param repetitionPenalty the factor for the log-probability of a repeated token, at least 1
   * @throws IllegalStateException if a log-probability is NaN or positive infinity
   */
  static BestTokens of(
      NDArray logProbabilities,
      int wanted,
      BitSet forbidden,
      List<NextToken> next,
      double repetitionPenalty) {
    int vocabulary = Math.toIntExact(logProbabilities.getShape().get(1));
    int offered = 0;
    int passed = 0;
    boolean open = false;
    for (NextToken row : next) {
      offered = Math.max(offered, row.offered().length);
      int mayPass = row.excluded().cardinality() + row.repeated().cardinality();
      passed = Math.max(passed, mayPass + row.offered().length);
      open |= row.open();
    }
    int kept = Math.min(wanted, vocabulary);
    BestTokens best = new BestTokens(next.size(), kept + offered, repetitionPenalty);
    try (NDManager scratch = logProbabilities.getManager().newSubManager()) {
      if (open) {
        int fetched = (int) Math.min(vocabulary, wanted + forbidden.cardinality() + passed + 1L);
        best.readTop(logProbabilities, scratch, kept, fetched, forbidden, next);
      }
      if (offered > 0) {
        best.readOffered(logProbabilities, scratch, offered, next);
      }
    }
    return best;
  }

  /** Returns the number of tokens found in a row; fewer than wanted only if there are no more. */
  int count(int row) {
    return counts[row];
  }

  /** The token of a rank, from 0, in a row. */
  int token(int row, int rank) {
    return tokens[row * width + rank];
  }

  /** The model's log-probability of the token of a rank, from 0, in a row. */
  double logProbability(int row, int rank) {
    return logProbabilities[row * width + rank];
  }

  /**
   * Returns the value by which the token of a rank, from 0, in a row was ranked: the
   * log-probability after penalties, always finite.
   */
  double value(int row, int rank) {
    return values[row * width + rank];
  }

  private void readTop(
      NDArray array,
      NDManager scratch,
      int kept,
      int fetched,
      BitSet forbidden,
      List<NextToken> next) {
    NDList top = array.topK(fetched, 1, true, true);
    top.attach(scratch);
    float[] found = floats(top.get(0));
    long[] ids = top.get(1).toLongArray();
    boolean all = fetched == array.getShape().get(1);
    for (int row = 0; row < counts.length; row++) {
      NextToken rules = next.get(row);
      if (!rules.open()) {
        continue;
      }
      int end = (row + 1) * fetched;
      for (int i = end - fetched; i < end; i++) {
        offer(row, (int) ids[i], found[i], kept, forbidden, rules);
      }
      if (!all && mayMissEqualOf(row, found[end - 1])) {
        NDArray whole = array.get(row);
        whole.attach(scratch);
        float[] rowValues = floats(whole);
        counts[row] = 0;
        for (int token = 0; token < rowValues.length; token++) {
          offer(row, token, rowValues[token], kept, forbidden, rules);
        }
      }
    }
  }

  private void readOffered(NDArray array, NDManager scratch, int offered, List<NextToken> next) {
    long[] ids = new long[next.size() * offered];
    for (int row = 0; row < next.size(); row++) {
      int[] ofRow = next.get(row).offered();
      for (int i = 0; i < ofRow.length; i++) {
        ids[row * offered + i] = ofRow[i];
      }
    }
    NDArray index = scratch.create(ids, new Shape(next.size(), offered));
    NDArray gathered = array.gather(index, 1);
    gathered.attach(scratch);
    float[] found = floats(gathered);
    for (int row = 0; row < next.size(); row++) {
      NextToken rules = next.get(row);
      for (int i = 0; i < rules.offered().length; i++) {
        int token = rules.offered()[i];
        float logProbability = checked(token, found[row * offered + i]);
        double value = Math.max(FLOOR, value(token, logProbability, rules));
        insert(row, token, logProbability, value, width);
      }
    }
  }

  private boolean mayMissEqualOf(int row, float leastFetched) {
    return leastFetched > Float.NEGATIVE_INFINITY
        && values[row * width + counts[row] - 1] == leastFetched;
  }

  private void offer(
      int row, int token, float logProbability, int kept, BitSet forbidden, NextToken rules) {
    checked(token, logProbability);
    if (logProbability > Float.NEGATIVE_INFINITY
        && !forbidden.get(token)
        && !rules.excluded().get(token)
        && !rules.offers(token)) {
      insert(row, token, logProbability, value(token, logProbability, rules), kept);
    }
  }

  private double value(int token, float logProbability, NextToken rules) {
    return rules.repeated().get(token) ? logProbability * repetitionPenalty : logProbability;
  }

  private void insert(int row, int token, float logProbability, double value, int capacity) {
    int first = row * width;
    int at = first + counts[row];
    while (at > first && isBefore(token, value, at - 1)) {
      at--;
    }
    int kept = Math.min(counts[row], capacity - 1);
    int moved = first + kept - at;
    if (moved >= 0) {
      System.arraycopy(tokens, at, tokens, at + 1, moved);
      System.arraycopy(values, at, values, at + 1, moved);
      System.arraycopy(logProbabilities, at, logProbabilities, at + 1, moved);
      tokens[at] = token;
      values[at] = value;
      logProbabilities[at] = logProbability;
      counts[row] = kept + 1;
    }
  }

  private boolean isBefore(int token, double value, int at) {
    return value > values[at] || (value == values[at] && token < tokens[at]);
  }

  private static float[] floats(NDArray array) {
    return array.toType(DataType.FLOAT32, false).toFloatArray();
  }

  /** Checks that a log-probability is valid, and returns it. */
  static float checked(int token, float logProbability) {
    if (Float.isNaN(logProbability) || logProbability == Float.POSITIVE_INFINITY) {
      throw new IllegalStateException(
          "The model gave token "
              + token
              + " the log-probability "
              + logProbability
              + ", expected a number of at most 0; its weights may have diverged or be damaged");
    }
    return logProbability;
  }
}
