package org.dragoman.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.Ter;
import org.dragoman.evaluation.TerOptions;
import org.junit.jupiter.api.Test;

class BreakdownTest {
  private static final Metric TER = new Ter(TerOptions.defaults());

  @Test
  void eachPartIsScoredAlone() {
    List<String> sources = List.of("a", "b c", "d e f", "g h i j k l");
    List<Statistics> statistics =
        TER.statistics(
            List.of("x", "y", "z z", "u v w"), List.of(List.of("x", "n", "z z", "u v v")));

    Breakdown breakdown =
        Breakdown.of(
            "source length", TER, statistics, i -> LengthStatistics.words(sources.get(i)), 1, 3, 5);

    assertThat(breakdown.parts())
        .extracting(Breakdown.Part::label, Breakdown.Part::segments, part -> part.score().value())
        .containsExactly(
            tuple("up to 1", 1, 0.0),
            tuple("2-3", 2, 100 * (1 / 3.0)),
            tuple("6 or more", 1, 100 * (1 / 3.0)));
  }

  @Test
  void frequenciesAreOfTheRarestWord() {
    WordFrequencies frequencies = WordFrequencies.of(List.of("the dog, the cat", "the end"));
    assertThat(frequencies.ofRarestWord("the dog")).isEqualTo(1);
    assertThat(frequencies.ofRarestWord("the")).isEqualTo(3);
    assertThat(frequencies.ofRarestWord("the horse")).isZero();
    assertThat(frequencies.ofRarestWord("")).isZero();
  }

  @Test
  void lengthsAreCounted() {
    LengthStatistics lengths =
        LengthStatistics.of(List.of("a b", " ", "c"), List.of("a b c", "d", "e f"));
    assertThat(lengths).isEqualTo(new LengthStatistics(3, 6, 1));
    assertThat(lengths.ratio()).isEqualTo(0.5);
    assertThat(LengthStatistics.of(List.of(""), List.of("")).ratio()).isZero();
  }
}
