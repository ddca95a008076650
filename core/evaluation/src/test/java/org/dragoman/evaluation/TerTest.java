package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerTest {
  private static final String POINTS = "a ..7 b c";

  private static TerScore score(TerOptions options, String hypothesis, String reference) {
    return new Ter(options).sentence(hypothesis, List.of(reference));
  }

  /**
   * sacreBLEU 2.6.0 gives 33.33: it normalizes the hypothesis once, to {@code a . .7 b c}, and the
   * reference twice, to {@code a . . 7 b c}.
   */
  @Test
  void referencesAreNormalizedTwice() {
    TerOptions normalized = new TerOptions(true, false, false, false);
    TerScore score = score(normalized, POINTS, POINTS);

    assertThat(score.value()).isCloseTo(100 * 2 / 6.0, within(1e-12));
    assertThat(score(normalized, "a . . 7 b c", POINTS).value()).isZero();
  }

  @Test
  void whatIsNotNormalizedIsTheSameTwice() {
    assertThat(score(TerOptions.defaults(), POINTS, POINTS).value()).isZero();
    assertThat(score(new TerOptions(false, true, true, false), POINTS, POINTS).value()).isZero();
  }

  /** Without points nothing is left that a second time would cut off. */
  @Test
  void pointsThatAreRemovedDoNotMatter() {
    assertThat(score(new TerOptions(true, true, false, false), POINTS, POINTS).value()).isZero();
    assertThat(score(new TerOptions(true, true, true, true), POINTS, POINTS).value()).isZero();
  }

  @Test
  void asianSupportLeavesItSo() {
    TerScore score =
        score(new TerOptions(true, false, true, false), "\u6e2c a ..7 b", "\u6e2c a ..7 b");

    assertThat(score.value()).isCloseTo(100 * 2 / 6.0, within(1e-12));
  }
}
