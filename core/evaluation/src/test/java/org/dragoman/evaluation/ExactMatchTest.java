package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactMatchTest {

  @Test
  void countsEqualLines() {
    ExactMatch match = ExactMatch.corpus(List.of("17", "4 ", ""), List.of("17", "4", ""));
    assertThat(match).isEqualTo(new ExactMatch(2, 3));
    assertThat(match.fraction()).isEqualTo(2.0 / 3);
    assertThat(match.format()).isEqualTo("Exact match = 66.67 % (2 of 3)");
  }

  @Test
  void differingLineCountsAreRefusedWithBoth() {
    assertThatThrownBy(() -> ExactMatch.corpus(List.of("17"), List.of("17", "4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hypotheses have 1 lines")
        .hasMessageContaining("the reference has 2");
    assertThatThrownBy(() -> ExactMatch.corpus(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to score");
  }
}
