package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Draws a token from a distribution. First it applies the temperature, then keeps the {@code top-k}
 * most probable tokens (Fan et al. 2018, arXiv 1805.04833), then the nucleus of {@code top-p}
 * (Holtzman et al. 2020, arXiv 1904.09751), and scales the rest to sum to one.
 */
final class TokenSampler {
  private final SamplingConfig config;

  TokenSampler(SamplingConfig config) {
    this.config = config;
  }

  /**
   * Draws a token.
   *
   * @param logProbabilities of all tokens
   * @param forbidden tokens that are not drawn
   * @param excluded tokens that are not drawn either
   * @return the token; -1 if all allowed tokens have probability zero
   */
  int draw(float[] logProbabilities, BitSet forbidden, BitSet excluded, SplittableRandom random) {
    int[] tokens = new int[logProbabilities.length];
    int count = 0;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int token = 0; token < logProbabilities.length; token++) {
      float value = BestTokens.checked(token, logProbabilities[token]);
      if (value > Float.NEGATIVE_INFINITY && !forbidden.get(token) && !excluded.get(token)) {
        tokens[count++] = token;
        greatest = Math.max(greatest, value);
      }
    }
    if (count == 0) {
      return -1;
    }
    if (config.topK() > 0 || config.topP() < 1) {
      tokens = sorted(tokens, count, logProbabilities);
      count = config.topK() > 0 ? Math.min(count, config.topK()) : count;
    }
    double[] sums = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp((logProbabilities[tokens[i]] - greatest) / config.temperature());
      sums[i] = sum;
    }
    if (config.topP() < 1) {
      count = 1 + firstAtLeast(sums, count, config.topP() * sum);
      sum = sums[count - 1];
    }
    return tokens[firstAbove(sums, count, random.nextDouble() * sum)];
  }

  /** Sorts tokens by falling log-probability; among equal ones the lower id comes first. */
  private static int[] sorted(int[] tokens, int count, float[] logProbabilities) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      // The bits of negative floats rise as the value falls; zero is the greatest log-
      // probability.
      int bits = Float.floatToIntBits(-Math.abs(logProbabilities[tokens[i]]));
      keys[i] = ((bits & 0x7fffffffL) << 32) | tokens[i];
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private static int firstAtLeast(double[] sums, int count, double value) {
    int at = 0;
    while (at < count - 1 && sums[at] < value) {
      at++;
    }
    return at;
  }

  private static int firstAbove(double[] sums, int count, double value) {
    int at = 0;
    while (at < count - 1 && sums[at] <= value) {
      at++;
    }
    return at;
  }
}
