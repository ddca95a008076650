package org.dragoman.cli.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chooses the lines with the least scores. Among equal scores the earlier line comes first.
 *
 * @param greatest a line with a greater score is not chosen
 * @param most the greatest number of lines
 */
public record BestLines(double greatest, long most) {
  /**
   * Chooses.
   *
   * @param scores of each line; NaN for a line that has none, which is never chosen
   * @return the numbers of the lines from 0
   */
  public BitSet of(double[] scores) {
    BitSet chosen = new BitSet(scores.length);
    if (most >= scores.length) {
      IntStream.range(0, scores.length).filter(i -> scores[i] <= greatest).forEach(chosen::set);
      return chosen;
    }
    Integer[] order =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] <= greatest)
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    for (int i = 0; i < Math.min(most, order.length); i++) {
      chosen.set(order[i]);
    }
    return chosen;
  }
}
