package org.dragoman.training.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Divergence} and {@link Rollbacks}. */
class DivergenceTest {
  private static final GuardConfig CONFIG = new GuardConfig(1.5, 1, 0.5, 3);

  private static Divergence trained(int updates) {
    Divergence divergence = new Divergence(CONFIG);
    Random random = new Random(1);
    for (int i = 0; i < updates; i++) {
      // From 8 down to 2, with noise.
      double loss = 2 + 6 * Math.exp(-i / 100.0) + 0.5 * random.nextGaussian();
      assertThat(divergence.updated(loss)).as("update %d", i).isFalse();
    }
    return divergence;
  }

  @Test
  void aLossThatFallsIsNoDivergence() {
    Divergence divergence = trained(1000);
    assertThat(divergence.state().lowest()).isBetween(1.8, 2.2);
    assertThat(divergence.isGood(divergence.state())).isTrue();
  }

  @Test
  void aLossFarAboveTheLowestIsOne() {
    Divergence divergence = trained(1000);
    // One bad batch, or a few, are none.
    assertThat(divergence.updated(9)).isFalse();
    assertThat(divergence.updated(9)).isFalse();
    int more = 0;
    while (!divergence.updated(7)) {
      more++;
    }
    assertThat(more).isBetween(1, 20);
    assertThat(divergence.isGood(divergence.state())).isFalse();
    assertThat(divergence.isGood(trained(900).state())).isTrue();
    assertThat(divergence.isGood(null)).isTrue();
  }

  @Test
  void aSmallLossMayRiseByTheMargin() {
    Divergence divergence = new Divergence(CONFIG);
    for (int i = 0; i < 500; i++) {
      divergence.updated(0.001);
    }
    for (int i = 0; i < 500; i++) {
      assertThat(divergence.updated(0.8)).isFalse();
    }
  }

  @Test
  void aHundredInARowThatAreNotFiniteAreOne() {
    Divergence divergence = trained(10);
    for (int i = 0; i < 99; i++) {
      assertThat(divergence.updated(Double.NaN)).isFalse();
    }
    assertThat(divergence.updated(5)).isFalse();
    for (int i = 0; i < 99; i++) {
      assertThat(divergence.updated(Double.POSITIVE_INFINITY)).isFalse();
    }
    assertThat(divergence.updated(Double.NaN)).isTrue();
  }

  @Test
  void aRestoredOneGoesOnAlike() {
    Divergence one = trained(300);
    Divergence other = new Divergence(CONFIG);
    other.restore(one.state());
    one.updated(4);
    other.updated(4);
    assertThat(other.state()).isEqualTo(one.state());
  }

  @Test
  void aFactorOfNoughtTurnsItOff() {
    Divergence divergence = new Divergence(new GuardConfig(0, 1, 0.5, 3));
    for (int i = 0; i < 1000; i++) {
      assertThat(divergence.updated(i)).isFalse();
    }
  }

  @Test
  void rollbacksAreKept(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rollbacks.json");
    Rollbacks rollbacks = new Rollbacks(file);
    assertThat(rollbacks.count()).isZero();
    rollbacks.add(new Rollbacks.Rollback(500, 400));
    rollbacks.add(new Rollbacks.Rollback(600, 400));
    assertThat(new Rollbacks(file).count()).isEqualTo(2);
    Files.writeString(file, "[{");
    assertThatThrownBy(() -> new Rollbacks(file))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("rollbacks.json cannot be read");
  }
}
