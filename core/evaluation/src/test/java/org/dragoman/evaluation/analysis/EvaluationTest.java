package org.dragoman.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.Chrf;
import org.dragoman.evaluation.ChrfOptions;
import org.dragoman.evaluation.Metric;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<String> SOURCES = List.of("ein Hund", "es regnet heute", "wer ?");
  private static final List<String> REFERENCES =
      List.of("a dog barks at me .", "it rains a lot today", "who is there ?");
  private static final List<String> TRANSLATIONS =
      List.of("a dog barks at me .", "today it is raining", "");

  /** Writes down what it is told. */
  private static final class Told implements Evaluation.Progress {
    private final List<String> all = new ArrayList<>();

    @Override
    public void begin(Metric metric) {
      all.add(metric.name());
    }

    @Override
    public void done(long segments) {
      all.add(Long.toString(segments));
    }
  }

  @Test
  void aSetIsTranslatedAndScoredAsAWholeAndByParts() {
    Metric bleu = Bleu.builder().build();
    Metric chrf = new Chrf(ChrfOptions.defaults());
    TranslatedSet set =
        TranslatedSet.by(
            sources -> {
              assertThat(sources).isEqualTo(SOURCES);
              return TRANSLATIONS;
            },
            SOURCES,
            REFERENCES);
    Told told = new Told();

    Evaluation evaluation =
        Evaluation.of(set, List.of(chrf, bleu), WordFrequencies.of(List.of("ein Hund")), told);

    assertThat(evaluation.outcomes()).hasSize(2);
    assertThat(evaluation.outcomes().get(0).score())
        .isEqualTo(chrf.corpus(TRANSLATIONS, List.of(REFERENCES)));
    assertThat(evaluation.outcomes().get(1).score()).isEqualTo(set.score(bleu));
    assertThat(evaluation.outcomes().get(0).interval()).isNotNull();
    assertThat(evaluation.exactMatch().fraction()).isEqualTo(1 / 3.0);
    assertThat(evaluation.lengths().emptyHypotheses()).isEqualTo(1);
    assertThat(told.all).containsExactly("chrF2", "3", "BLEU", "3");
    Breakdown rarest = evaluation.breakdowns().get(2);
    assertThat(rarest.parts()).extracting(Breakdown.Part::label).containsExactly("0", "1");
    assertThat(rarest.parts()).extracting(Breakdown.Part::segments).containsExactly(2, 1);
    assertThat(rarest.parts().get(1).score().value()).isEqualTo(100);
  }

  @Test
  void withoutTheTrainingTextThereIsNoPartByItsWords() {
    TranslatedSet set = new TranslatedSet(SOURCES, REFERENCES, TRANSLATIONS);

    assertThat(Evaluation.of(set, List.of(Bleu.builder().build()), null, new Told()).breakdowns())
        .extracting(Breakdown::by)
        .containsExactly("words of the source", "line of the file");
  }

  @Test
  void aSystemThatLosesALineIsNoticed() {
    assertThatThrownBy(
            () -> TranslatedSet.by(sources -> sources.subList(1, 3), SOURCES, REFERENCES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 sources, 3 references and 2 translations; there must be as many of each");
  }
}
