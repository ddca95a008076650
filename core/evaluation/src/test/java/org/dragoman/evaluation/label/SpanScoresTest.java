package org.dragoman.evaluation.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanScoresTest {
  private static SpanScores of(String right, String given) {
    SpanScores scores = new SpanScores();
    scores.add(List.of(right.split(" ")), List.of(given.split(" ")));
    return scores;
  }

  @Test
  void aSpanCountsIfItIsWholeAndOfTheRightType() {
    SpanScores scores = of("B-PER I-PER O B-LOC O B-ORG", "B-PER I-PER O B-ORG O B-ORG");

    assertThat(scores.all()).isEqualTo(new SpanScores.Counts(3, 3, 2));
    assertThat(scores.types().get("ORG")).isEqualTo(new SpanScores.Counts(1, 2, 1));
    assertThat(scores.types().get("ORG").precision()).isEqualTo(0.5);
    assertThat(scores.types().get("LOC").f1()).isZero();
    assertThat(scores.f1()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void aSpanThatIsTooShortOrSplitIsWrong() {
    assertThat(of("B-A I-A I-A", "B-A I-A O").all()).isEqualTo(new SpanScores.Counts(1, 1, 0));
    assertThat(of("B-A I-A", "B-A B-A").all()).isEqualTo(new SpanScores.Counts(1, 2, 0));
  }

  @Test
  void anInsideWithoutABeginningBeginsASpanAsInConlleval() {
    assertThat(of("B-A I-A O B-B", "I-A I-A O I-B").all())
        .isEqualTo(new SpanScores.Counts(2, 2, 2));
    assertThat(of("B-A B-B", "B-A I-B").all()).isEqualTo(new SpanScores.Counts(2, 2, 2));
  }

  @Test
  void neighboursOfOneTypeAreTwoSpans() {
    assertThat(of("B-A B-A", "B-A B-A").all()).isEqualTo(new SpanScores.Counts(2, 2, 2));
  }

  @Test
  void withoutSpansAllIsZero() {
    SpanScores scores = of("O O", "O O");
    assertThat(scores.all()).isEqualTo(new SpanScores.Counts(0, 0, 0));
    assertThat(scores.f1()).isZero();
  }

  @Test
  void theFormIsToldByTheLabels() {
    assertThat(SpanScores.areSpans(List.of("O", "B-X", "I-X"))).isTrue();
    assertThat(SpanScores.areSpans(List.of("upper", "lower"))).isFalse();
    assertThat(SpanScores.areSpans(List.of("O"))).isFalse();
  }
}
