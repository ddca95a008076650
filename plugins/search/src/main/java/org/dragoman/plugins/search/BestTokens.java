package org.dragoman.plugins.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.BitSet;

/**
 * The best next tokens of each row, best first; of equal ones the lower id comes first. Tokens of
 * probability zero are not among them.
 *
 * <p>One {@code topK} over the rows and two small copies to the JVM are all that a step of a search
 * asks of the engine. It fetches as many tokens more as are forbidden, which makes a mask over
 * {@code [rows, V]} needless, and one beyond that: the engine promises no order among equal values,
 * so a row whose last wanted token equals the last fetched one is read whole, which is rare.
 */
final class BestTokens {
  private final int width;
  private final int[] counts;
  private final int[] tokens;
  private final float[] values;

  private BestTokens(int rows, int width) {
    this.width = width;
    counts = new int[rows];
    tokens = new int[rows * width];
    values = new float[rows * width];
  }

  /**
   * Picks the best tokens and leaves no array behind.
   *
   * @param logProbabilities {@code [rows, V]}
   * @param wanted how many tokens to find in each row
   * @param forbidden ids to pass over
   * @throws IllegalStateException if a log-probability is not a number or infinitely great
   */
  static BestTokens of(NDArray logProbabilities, int wanted, BitSet forbidden) {
    int rows = Math.toIntExact(logProbabilities.getShape().get(0));
    int vocabulary = Math.toIntExact(logProbabilities.getShape().get(1));
    int fetched = (int) Math.min(vocabulary, wanted + forbidden.cardinality() + 1L);
    BestTokens best = new BestTokens(rows, Math.min(wanted, vocabulary));
    try (NDManager scratch = logProbabilities.getManager().newSubManager()) {
      NDList top = logProbabilities.topK(fetched, 1, true, true);
      top.attach(scratch);
      float[] values = top.get(0).toType(DataType.FLOAT32, false).toFloatArray();
      long[] tokens = top.get(1).toLongArray();
      for (int row = 0; row < rows; row++) {
        int end = (row + 1) * fetched;
        for (int i = end - fetched; i < end; i++) {
          best.offer(row, (int) tokens[i], values[i], forbidden);
        }
        if (fetched < vocabulary && best.mayMissEqualOf(row, values[end - 1])) {
          best.readWhole(row, logProbabilities, scratch, forbidden);
        }
      }
    }
    return best;
  }

  /** How many tokens were found in a row; fewer than wanted only if there are no more. */
  int count(int row) {
    return counts[row];
  }

  /** The token of a rank, from 0, in a row. */
  int token(int row, int rank) {
    return tokens[row * width + rank];
  }

  /** The log-probability of the token of a rank, from 0, in a row; finite. */
  double logProbability(int row, int rank) {
    return values[row * width + rank];
  }

  private boolean mayMissEqualOf(int row, float leastFetched) {
    return leastFetched > Float.NEGATIVE_INFINITY
        && values[row * width + counts[row] - 1] == leastFetched;
  }

  private void readWhole(int row, NDArray logProbabilities, NDManager scratch, BitSet forbidden) {
    NDArray whole = logProbabilities.get(row);
    whole.attach(scratch);
    float[] all = whole.toType(DataType.FLOAT32, false).toFloatArray();
    counts[row] = 0;
    for (int token = 0; token < all.length; token++) {
      offer(row, token, all[token], forbidden);
    }
  }

  private void offer(int row, int token, float value, BitSet forbidden) {
    if (Float.isNaN(value) || value == Float.POSITIVE_INFINITY) {
      throw new IllegalStateException(
          "The model gave token "
              + token
              + " the log-probability "
              + value
              + ", expected a number of at most 0; its weights may have diverged or be damaged");
    }
    if (value == Float.NEGATIVE_INFINITY || forbidden.get(token)) {
      return;
    }
    int first = row * width;
    int at = first + counts[row];
    while (at > first && isBefore(token, value, at - 1)) {
      at--;
    }
    int kept = Math.min(counts[row], width - 1);
    int moved = first + kept - at;
    if (moved >= 0) {
      System.arraycopy(tokens, at, tokens, at + 1, moved);
      System.arraycopy(values, at, values, at + 1, moved);
      tokens[at] = token;
      values[at] = value;
      counts[row] = kept + 1;
    }
  }

  private boolean isBefore(int token, float value, int at) {
    return value > values[at] || (value == values[at] && token < tokens[at]);
  }
}
