package org.dragoman.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static Distribution of(int... values) {
    Distribution distribution = new Distribution();
    IntStream.of(values).forEach(distribution::add);
    return distribution;
  }

  @Test
  void hasTheMeasuresOfItsNumbers() {
    Distribution distribution = of(2, 4, 4, 4, 5, 5, 7, 9);

    assertThat(distribution.size()).isEqualTo(8);
    assertThat(distribution.total()).isEqualTo(40);
    assertThat(distribution.mean()).isEqualTo(5);
    assertThat(distribution.standardDeviation()).isCloseTo(2, within(1e-12));
    assertThat(distribution.max()).isEqualTo(9);
  }

  @Test
  void quantilesAreNumbersThatOccur() {
    Distribution distribution = of(IntStream.rangeClosed(1, 100).toArray());

    assertThat(distribution.quantile(0.5)).isEqualTo(50);
    assertThat(distribution.quantile(0.95)).isEqualTo(95);
    assertThat(distribution.quantile(1)).isEqualTo(100);
    assertThat(of(-3, -1, 7).quantile(0.5)).isEqualTo(-1);
  }

  @Test
  void nothingHasNoMeasure() {
    Distribution nothing = of();

    assertThat(nothing.mean()).isZero();
    assertThat(nothing.standardDeviation()).isZero();
    assertThat(nothing.quantile(0.5)).isZero();
    assertThat(nothing.max()).isZero();
  }
}
