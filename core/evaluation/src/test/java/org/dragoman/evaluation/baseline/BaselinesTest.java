package org.dragoman.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {
  private static NgramModel learned(int order, int vocabulary, int[]... texts) {
    NgramModel model = new NgramModel(order, vocabulary);
    Arrays.stream(texts).forEach(model::add);
    model.finish();
    return model;
  }

  /** After any history the probabilities of all tokens and of the end add up to 1. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void probabilitiesAddUpToOne(int order) {
    int vocabulary = 6;
    Random random = new Random(order);
    int[][] texts = new int[200][];
    for (int i = 0; i < texts.length; i++) {
      int step = 1 + random.nextInt(2);
      int first = random.nextInt(vocabulary);
      texts[i] = new int[random.nextInt(8)];
      for (int t = 0; t < texts[i].length; t++) {
        texts[i][t] = random.nextInt(5) == 0 ? 0 : (first + t * step) % (vocabulary - 1);
      }
    }
    NgramModel model = learned(order, vocabulary, texts);
    for (int[] history : new int[][] {{}, {0}, {1, 2}, {4, 0, 2, 4}, {5, 5}, {3, 4, 0, 1, 2, 3}}) {
      double sum = Math.exp(last(model.logProbabilities(history), 1));
      for (int token = 0; token < vocabulary; token++) {
        int[] longer = Arrays.copyOf(history, history.length + 1);
        longer[history.length] = token;
        sum += Math.exp(last(model.logProbabilities(longer), 2));
      }
      assertThat(sum).as(Arrays.toString(history)).isCloseTo(1, within(1e-12));
    }
  }

  private static double last(double[] values, int fromTheEnd) {
    return values[values.length - fromTheEnd];
  }

  /** The texts "a b" and "a a", with a = 0 and b = 1, and bigrams. */
  @Test
  void isThatComputedByHand() {
    NgramModel model = learned(2, 2, new int[] {0, 1}, new int[] {0, 0});
    // Different tokens before: a follows the mark and a, b follows a, the end follows b and a. So
    // one count is 1 and two are 2: Y = 1 / 5, and the discount of 1 is 1 - 2 Y 2 / 1 = 0.2. There
    // are no counts of 3, so the discount of 2 is half of it.
    double uniform = 1.0 / 3;
    double left = 0.2 + 1 + 1;
    double ofA = (2 - 1 + left * uniform) / 5;
    double ofB = (1 - 0.2 + left * uniform) / 5;
    double ofEnd = (2 - 1 + left * uniform) / 5;
    // Bigrams: a after the mark twice, the four others once. Y = 4 / 6, and the discount of 1 is
    // 1 - 2 Y 1 / 4 = 2 / 3.
    double aAfterMark = (2 - 1 + ofA) / 2;
    double bAfterA = (1 - 2.0 / 3 + 3 * 2.0 / 3 * ofB) / 3;
    double endAfterB = (1 - 2.0 / 3 + 2.0 / 3 * ofEnd) / 1;

    double[] scores = model.logProbabilities(new int[] {0, 1});
    assertThat(scores).hasSize(3);
    assertThat(Math.exp(scores[0])).isCloseTo(aAfterMark, within(1e-12));
    assertThat(Math.exp(scores[1])).isCloseTo(bAfterA, within(1e-12));
    assertThat(Math.exp(scores[2])).isCloseTo(endAfterB, within(1e-12));
  }

  @Test
  void aLongerHistoryPredictsARegularTextBetter() {
    int[] text = new int[40];
    for (int t = 0; t < text.length; t++) {
      text[t] = new int[] {0, 0, 1, 0, 2}[t % 5];
    }
    double last = Double.NEGATIVE_INFINITY;
    for (int order = 1; order <= 4; order++) {
      double sum = Arrays.stream(learned(order, 3, text, text).logProbabilities(text)).sum();
      assertThat(sum).as("order " + order).isGreaterThan(last);
      last = sum;
    }
  }

  @Test
  void aModelIsFinishedOnce() {
    NgramModel model = new NgramModel(2, 2);
    assertThatThrownBy(() -> model.logProbabilities(new int[0]))
        .isInstanceOf(IllegalStateException.class);
    model.finish();
    assertThatThrownBy(() -> model.add(new int[0])).isInstanceOf(IllegalStateException.class);
    assertThat(Math.exp(model.logProbabilities(new int[0])[0])).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void naiveBayesTellsTextsByTheirCharacters() {
    NaiveBayes bayes = new NaiveBayes(3, 0.5);
    assertThatThrownBy(() -> bayes.label("a")).isInstanceOf(IllegalStateException.class);
    bayes.add("the thing that thinks", "en");
    bayes.add("der schnelle Schlauch", "de");
    assertThat(bayes.label("this")).isEqualTo("en");
    assertThat(bayes.label("schon")).isEqualTo("de");
    assertThat(bayes.label("ξ")).as("of equal ones the last counts").isIn("de", "en");
  }

  @Test
  void theMostFrequentLabelIsThatOfTheTokenElseOfAll() {
    FrequentLabel labels = new FrequentLabel();
    labels.add("bank", "N");
    labels.add("bank", "V");
    labels.add("bank", "N");
    labels.add("go", "V");
    labels.add("run", "V");
    assertThat(labels.label("bank")).isEqualTo("N");
    assertThat(labels.label("go")).isEqualTo("V");
    assertThat(labels.label("unknown")).isEqualTo("V");
  }
}
