package org.dragoman.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.Chrf;
import org.dragoman.evaluation.ChrfOptions;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.comparison.Comparer.MetricPair;
import org.dragoman.evaluation.comparison.Comparer.Output;
import org.junit.jupiter.api.Test;

class ComparerTest {
  private static final List<String> REFERENCES =
      List.of("a dog barks at me .", "it rains a lot today", "who is there ?");
  private static final Metric CHRF = new Chrf(ChrfOptions.defaults());
  private static final Metric BLEU = Bleu.builder().build();

  @Test
  void systemsAreScoredAsAWholeAndByTheLineAndTestedAgainstTheFirst() {
    Output right = new Output("right", REFERENCES);
    Output wrong = new Output("wrong", List.of("a cat", "it rains a lot today", "nobody"));

    Comparison comparison =
        new Comparer(List.of(new MetricPair(CHRF, CHRF), new MetricPair(BLEU, BLEU)))
            .compare(REFERENCES, List.of(right, wrong, new Output("again", REFERENCES)));

    assertThat(comparison.metrics())
        .extracting(Comparison.MetricColumn::name)
        .containsExactly("chrF2", "BLEU");
    assertThat(comparison.resamples()).isPositive();
    assertThat(comparison.systems())
        .extracting(Comparison.SystemColumn::name)
        .containsExactly("right", "wrong", "again");
    Comparison.SystemColumn first = comparison.systems().get(0);
    assertThat(first.scores()).allMatch(score -> Math.abs(score.value() - 100) < 1e-9);
    assertThat(first.scores().get(0).pValue()).isNull();
    Comparison.SystemColumn second = comparison.systems().get(1);
    assertThat(second.scores().get(0).value())
        .isEqualTo(CHRF.corpus(wrong.translations(), List.of(REFERENCES)).value());
    assertThat(second.outputs()).isEqualTo(wrong.translations());
    assertThat(second.sentenceScores().get(0))
        .hasSize(3)
        .satisfies(scores -> assertThat(scores.get(1)).isEqualTo(100))
        .satisfies(scores -> assertThat(scores.get(2)).isLessThan(50));
    assertThat(comparison.systems().get(2).scores().get(1).pValue()).isEqualTo(1);
  }
}
