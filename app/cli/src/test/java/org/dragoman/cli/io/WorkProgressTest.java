package org.dragoman.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now = 17;

  private WorkProgress progress(boolean terminal) {
    return new WorkProgress(err, () -> now, terminal);
  }

  private void pass(long milliseconds) {
    now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalHasALineAfterThreeSecondsThatIsDrawnOver() {
    try (WorkProgress progress = progress(true)) {
      progress.begin("translating", "lines", () -> 4000);
      pass(2999);
      progress.done(100);
      assertThat(told()).isEmpty();
      pass(1001);
      progress.done(900);
      pass(499);
      progress.done(100);
      pass(501);
      progress.done(900);
    }

    assertThat(told())
        .isEqualTo(
            "\r\u001b[Ktranslating: 1,000 of 4,000 lines, 250.0 lines/s, 0:00:12 left"
                + "\r\u001b[Ktranslating: 2,000 of 4,000 lines, 400.0 lines/s, 0:00:05 left"
                + System.lineSeparator());
  }

  @Test
  void elsewhereAPlainLineComesEveryHalfMinute() {
    try (WorkProgress progress = progress(false)) {
      progress.begin("scoring", "pairs", null);
      for (int second = 1; second <= 65; second++) {
        pass(1000);
        progress.done(10);
      }
    }

    assertThat(told())
        .isEqualTo(
            "scoring: 300 pairs, 10.0 pairs/s%nscoring: 600 pairs, 10.0 pairs/s%n".formatted());
  }

  @Test
  void aShortWorkIsToldNothingOfAndCountsNothing() {
    AtomicInteger asked = new AtomicInteger();
    try (WorkProgress progress = progress(true)) {
      progress.begin("translating", "lines", asked::incrementAndGet);
      pass(2000);
      progress.done(1);
    }

    assertThat(told()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void eachWorkBeginsAnew() {
    try (WorkProgress progress = progress(false)) {
      progress.begin("translating", "lines", () -> 10);
      pass(29_000);
      progress.done(10);
      progress.begin("scoring", "pairs", () -> -1);
      pass(29_000);
      progress.done(1);
      pass(1000);
      progress.done(1);
    }

    assertThat(told()).isEqualTo("scoring: 2 pairs, 0.1 pairs/s%n".formatted());
  }
}
