package org.dragoman.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dragoman.training.TrainingListener;
import org.dragoman.training.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes on standard error: a bar on a terminal, else a plain line every half
 * minute.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  /** The property by which the launcher says that standard error is a terminal. */
  private static final String TERMINAL = "dragoman.terminal";

  private static final int STEPS = 10_000;
  private static final Duration LINE_EVERY = Duration.ofSeconds(30);

  private final PrintStream err;
  private final long start = System.nanoTime();
  private final @Nullable ProgressBar bar;
  private long lastLine = start;
  private double doneAtStart = -1;

  TrainingProgress(PrintStream err) {
    this.err = err;
    bar =
        !Boolean.getBoolean(TERMINAL)
            ? null
            : new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(STEPS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .continuousUpdate()
                .build();
  }

  @Override
  public void updated(Update update) {
    if (doneAtStart < 0) {
      doneAtStart = update.done();
    }
    String text =
        "update %d, epoch %d, loss %.3f, %.0f tokens/s, rate %.2g, gradient %.2f"
            .formatted(
                update.update(),
                update.epoch(),
                update.loss(),
                update.tokensPerSecond(),
                update.learningRate(),
                update.gradientNorm());
    if (bar != null) {
      bar.stepTo(Math.min(STEPS, (long) (update.done() * STEPS)));
      bar.setExtraMessage(" " + text);
    } else if (System.nanoTime() - lastLine >= LINE_EVERY.toNanos()) {
      lastLine = System.nanoTime();
      err.println(text + ", " + left(update.done()) + " left");
    }
  }

  @Override
  public void validated(long update, Validation validation, boolean best) {
    for (Validation.Sample sample : validation.samples()) {
      err.println("  source      " + sample.source());
      err.println("  reference   " + sample.reference());
      err.println("  translation " + sample.translation());
    }
  }

  private String left(double done) {
    if (done - doneAtStart <= 0) {
      return "unknown time";
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    long seconds = Math.round(elapsed * Math.max(0, 1 - done) / (done - doneAtStart));
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
