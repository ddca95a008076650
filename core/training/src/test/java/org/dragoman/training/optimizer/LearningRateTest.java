package org.dragoman.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dragoman.training.optimizer.ScheduleConfig.ScheduleType;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  private static LearningRate rate(ScheduleType type, int warmup, int patience) {
    return new LearningRate(new ScheduleConfig(type, warmup, 0.5, patience, 100, 0.1), 0.8);
  }

  @Test
  void constantStays() {
    LearningRate rate = rate(ScheduleType.CONSTANT, 0, 1);

    assertThat(rate.at(1)).isEqualTo(0.8);
    assertThat(rate.validated(false)).isFalse();
    assertThat(rate.at(1_000_000)).isEqualTo(0.8);
  }

  @Test
  void warmUpRisesInAStraightLine() {
    LearningRate rate = rate(ScheduleType.CONSTANT, 4, 1);

    assertThat(rate.at(1)).isEqualTo(0.2);
    assertThat(rate.at(3)).isCloseTo(0.6, within(1e-12));
    assertThat(rate.at(4)).isEqualTo(0.8);
    assertThat(rate.at(5)).isEqualTo(0.8);
  }

  @Test
  void inverseSquareRootMeetsTheWarmUpAtItsTop() {
    LearningRate rate = rate(ScheduleType.INVERSE_SQRT, 100, 1);

    assertThat(rate.at(50)).isEqualTo(0.4);
    assertThat(rate.at(100)).isEqualTo(0.8);
    assertThat(rate.at(101)).isLessThan(0.8).isGreaterThan(0.79);
    assertThat(rate.at(400)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(10_000)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void aPlateauFallsAfterItsPatienceAndCountsAnew() {
    LearningRate rate = rate(ScheduleType.PLATEAU, 0, 2);

    assertThat(rate.validated(false)).isFalse();
    assertThat(rate.validated(true)).isFalse();
    assertThat(rate.validated(false)).isFalse();
    assertThat(rate.at(9)).isEqualTo(0.8);
    assertThat(rate.validated(false)).isTrue();
    assertThat(rate.at(9)).isEqualTo(0.4);
    assertThat(rate.validated(false)).isFalse();
    assertThat(rate.validated(false)).isTrue();
    assertThat(rate.at(9)).isEqualTo(0.2);
  }

  @Test
  void aRestoredOneGoesOnAlike() {
    LearningRate rate = rate(ScheduleType.PLATEAU, 0, 2);
    rate.validated(false);
    rate.validated(false);
    rate.validated(false);
    LearningRate restored = rate(ScheduleType.PLATEAU, 0, 2);
    restored.restore(rate.state());

    assertThat(restored.at(1)).isEqualTo(0.4);
    assertThat(restored.validated(false)).isTrue();
    assertThat(restored.at(1)).isEqualTo(0.2);
  }

  @Test
  void whatAPlateauDidDoesNotOutliveIt() {
    LearningRate plateau = rate(ScheduleType.PLATEAU, 0, 1);
    plateau.validated(false);
    LearningRate constant = rate(ScheduleType.CONSTANT, 0, 1);
    constant.restore(plateau.state());

    assertThat(constant.at(1)).isEqualTo(0.8);
  }

  @Test
  void exponentialFallsByItsFactorInItsUpdates() {
    LearningRate rate = rate(ScheduleType.EXPONENTIAL, 10, 1);

    assertThat(rate.at(5)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(10)).isEqualTo(0.8);
    assertThat(rate.at(60)).isCloseTo(0.8 * Math.sqrt(0.5), within(1e-12));
    assertThat(rate.at(110)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(210)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(100_000)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void cosineFallsToItsMinimumAndStaysThere() {
    LearningRate rate = rate(ScheduleType.COSINE, 10, 1);

    assertThat(rate.at(10)).isEqualTo(0.8);
    assertThat(rate.at(60)).isCloseTo(0.8 * 0.55, within(1e-12));
    assertThat(rate.at(110)).isCloseTo(0.08, within(1e-12));
    assertThat(rate.at(1000)).isCloseTo(0.08, within(1e-12));
  }
}
