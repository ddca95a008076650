package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

  /** Expected values are those of Python's {@code f"{x:.2f}"}. */
  @ParameterizedTest
  @CsvSource({
    "0.125, 0.12",
    "0.375, 0.38",
    "1.005, 1.00",
    "2.675, 2.67",
    "99.995, 100.00",
    "0, 0.00",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void roundsAsPython(double value, String expected) {
    assertThat(Decimals.format(value, 2)).isEqualTo(expected);
  }
}
