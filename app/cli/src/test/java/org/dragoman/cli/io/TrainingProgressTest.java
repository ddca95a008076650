package org.dragoman.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.training.loop.TrainingListener.Update;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong seconds = new AtomicLong(1000);

  private TrainingProgress progress(boolean terminal) {
    return new TrainingProgress(err, () -> TimeUnit.SECONDS.toNanos(seconds.get()), terminal);
  }

  private static Update update(long number, double done) {
    return new Update(number, 2, 3.2144, 1234.5, 0.001, 0.5, done);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutATerminalALineIsWrittenEveryHalfMinute() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (TrainingProgress progress = progress(false)) {
      // Reading the corpora took its time; a session before did half of the run.
      seconds.addAndGet(500);
      progress.updated(update(101, 0.5));
      seconds.addAndGet(29);
      progress.updated(update(102, 0.55));
      assertThat(shown()).isEmpty();

      seconds.addAndGet(1);
      progress.updated(update(103, 0.6));
      progress.updated(update(104, 0.6));

      assertThat(shown())
          .isEqualToNormalizingNewlines(
              "update 103, epoch 2, loss 3.214, 1235 tokens/s, rate 0.0010, gradient 0.50, 0:02:00"
                  + " left\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theTimeLeftIsThatOfThisSessionsPace() {
    assertThat(TrainingProgress.left(0, 0.25, 3661)).isEqualTo("3:03:03");
    assertThat(TrainingProgress.left(0.9, 0.95, 10)).isEqualTo("0:00:10");
    assertThat(TrainingProgress.left(0.9, 1.02, 10)).isEqualTo("0:00:00");
    assertThat(TrainingProgress.left(0.9, 0.9, 10)).isEqualTo("unknown time");
  }

  @Test
  void onATerminalABarBeginsWhereTheRunIs() {
    try (TrainingProgress progress = progress(true)) {
      assertThat(shown()).isEmpty();
      progress.updated(update(101, 0.5));
    }
    assertThat(shown()).contains("training", "50%", "update 101").doesNotContain(" 0%");
    assertThat(shown()).endsWith(System.lineSeparator());
  }
}
