package org.dragoman.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.training.config.TrainingConfig.Metric;
import org.dragoman.training.config.TrainingConfig.StopConfig;
import org.dragoman.training.validation.BestValidation;
import org.junit.jupiter.api.Test;

/** {@link EarlyStopping} and {@link StoppingCriteria}. */
class StoppingTest {
  private static BestValidation validation(double perplexity, double bleu) {
    return new BestValidation(1, perplexity, bleu, "");
  }

  @Test
  void ofBleuTheGreatestIsBest() {
    EarlyStopping stopping = new EarlyStopping(Metric.BLEU, 2);

    assertThat(stopping.validated(validation(9, 10))).isTrue();
    assertThat(stopping.validated(validation(8, 10))).isFalse();
    assertThat(stopping.isOver()).isFalse();
    assertThat(stopping.validated(validation(99, 10.1))).isTrue();
    assertThat(stopping.validated(validation(1, 10))).isFalse();
    assertThat(stopping.validated(validation(1, 10))).isFalse();
    assertThat(stopping.isOver()).isTrue();
    assertThat(stopping.best()).isEqualTo(validation(99, 10.1));
  }

  @Test
  void ofPerplexityTheLeastIsBest() {
    EarlyStopping stopping = new EarlyStopping(Metric.PERPLEXITY, 1);

    assertThat(stopping.validated(validation(9, 10))).isTrue();
    assertThat(stopping.validated(validation(8, 5))).isTrue();
    assertThat(stopping.validated(validation(8, 50))).isFalse();
    assertThat(stopping.isOver()).isTrue();
  }

  @Test
  void noPatienceNeverEnds() {
    EarlyStopping stopping = new EarlyStopping(Metric.BLEU, 0);
    for (int i = 0; i < 100; i++) {
      stopping.validated(validation(9, 10));
    }

    assertThat(stopping.isOver()).isFalse();
    assertThat(stopping.badValidations()).isEqualTo(99);
  }

  @Test
  void whatIsNoNumberIsBeatenByAnyNumber() {
    EarlyStopping stopping = new EarlyStopping(Metric.PERPLEXITY, 1);

    assertThat(stopping.validated(validation(Double.NaN, 0))).isTrue();
    assertThat(stopping.validated(validation(1e9, 0))).isTrue();
    assertThat(stopping.validated(validation(Double.NaN, 0))).isFalse();
  }

  @Test
  void theNearestLimitCounts() {
    StoppingCriteria limits = new StoppingCriteria(new StopConfig(10, 200, 5, 0));

    assertThat(limits.done(5, 10, 30)).isEqualTo(0.5);
    assertThat(limits.done(1, 150, 30)).isEqualTo(0.75);
    assertThat(limits.done(1, 10, 270)).isEqualTo(0.9);
    assertThat(limits.done(10, 10, 30)).isEqualTo(1);
  }

  @Test
  void zeroIsNoLimit() {
    assertThat(new StoppingCriteria(new StopConfig(0, 0, 0, 3)).done(1e6, 1_000_000, 1e6)).isZero();
  }
}
