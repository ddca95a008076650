package org.dragoman.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the sum over all sequences of labels. */
class LinearChainTest {
  private static double[] random(Random random, int size) {
    return random.doubles(size, -3, 3).toArray();
  }

  private static double[][] random(Random random, int rows, int width) {
    double[][] values = new double[rows][];
    for (int i = 0; i < rows; i++) {
      values[i] = random(random, width);
    }
    return values;
  }

  private static List<int[]> sequences(int steps, int labels) {
    List<int[]> all = new ArrayList<>(List.of(new int[steps]));
    for (int t = 0; t < steps; t++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] sequence : all) {
        for (int label = 0; label < labels; label++) {
          int[] copy = sequence.clone();
          copy[t] = label;
          longer.add(copy);
        }
      }
      all = longer;
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 3", "5, 2", "4, 4", "6, 3"})
  void isThatOfAllSequences(int steps, int labels) {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      LinearChain chain =
          new LinearChain(
              random(random, labels), random(random, labels, labels), random(random, labels));
      double[][] emissions = random(random, steps, labels);
      double sum = 0;
      double best = Double.NEGATIVE_INFINITY;
      double[][] marginals = new double[steps][labels];
      double[][] pairs = new double[labels][labels];
      for (int[] sequence : sequences(steps, labels)) {
        double score = chain.score(emissions, sequence);
        double weight = Math.exp(score);
        sum += weight;
        best = Math.max(best, score);
        for (int t = 0; t < steps; t++) {
          marginals[t][sequence[t]] += weight;
          if (t > 0) {
            pairs[sequence[t - 1]][sequence[t]] += weight;
          }
        }
      }

      assertThat(chain.score(emissions, chain.best(emissions))).isCloseTo(best, within(1e-12));
      LinearChain.Distribution found = chain.distribution(emissions);
      assertThat(found.logPartition()).isCloseTo(Math.log(sum), within(1e-10));
      assertClose(found.marginals(), marginals, sum);
      assertClose(found.pairs(), pairs, sum);
    }
  }

  private static void assertClose(double[][] found, double[][] weights, double sum) {
    for (int i = 0; i < found.length; i++) {
      for (int k = 0; k < found[i].length; k++) {
        assertThat(found[i][k]).isCloseTo(weights[i][k] / sum, within(1e-10));
      }
    }
  }
}
