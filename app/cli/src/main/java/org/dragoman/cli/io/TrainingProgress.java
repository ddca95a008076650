package org.dragoman.cli.io;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dragoman.training.loop.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of training on standard error: a bar on a terminal, otherwise a plain line
 * every half minute. The clock starts at the first update, so that reading the corpora and earlier
 * sessions do not affect the estimated time left.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
  /** The system property with which the launcher says that standard error is a terminal. */
  static final String TERMINAL = "dragoman.terminal";

  private static final int STEPS = 10_000;
  private static final long LINE_EVERY = Duration.ofSeconds(30).toNanos();

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final @Nullable BottomLine bottom;
  private @Nullable ProgressBar bar;
  private double doneAtStart = -1;
  private long start;
  private long lastLine;

  public TrainingProgress(PrintStream err) {
    this(err, System::nanoTime, Boolean.getBoolean(TERMINAL));
  }

  public TrainingProgress(PrintStream err, LongSupplier nanoTime, boolean terminal) {
    this.err = err;
    this.nanoTime = nanoTime;
    bottom = terminal ? new BottomLine(err) : null;
  }

  @Override
  public void updated(Update update) {
    if (doneAtStart < 0) {
      start(update.done());
    }
    String text =
        String.format(
            Locale.ROOT,
            "update %d, epoch %d, loss %.3f, %.0f tokens/s, rate %.2g, gradient %.2f",
            update.update(),
            update.epoch(),
            update.loss(),
            update.tokensPerSecond(),
            update.learningRate(),
            update.gradientNorm());
    long now = nanoTime.getAsLong();
    if (bar != null) {
      bar.stepTo(steps(update.done()));
      bar.setExtraMessage(" " + text);
    } else if (now - lastLine >= LINE_EVERY) {
      lastLine = now;
      err.println(text + ", " + left(doneAtStart, update.done(), (now - start) / 1e9) + " left");
    }
  }

  private void start(double done) {
    doneAtStart = done;
    start = nanoTime.getAsLong();
    lastLine = start;
    if (bottom != null) {
      bar = bar(bottom, done);
    }
  }

  private static ProgressBar bar(BottomLine bottom, double done) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(STEPS)
        .startsFrom(steps(done), Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .continuousUpdate()
        .setConsumer(new DelegatingProgressBarConsumer(bottom::draw))
        .build();
  }

  private static long steps(double done) {
    return Math.min(STEPS, (long) (done * STEPS));
  }

  /** Estimates the time left, if {@code seconds} brought the run from one share to another. */
  static String left(double doneBefore, double done, double seconds) {
    if (done <= doneBefore) {
      return "unknown time";
    }
    long left = Math.round(seconds * Math.max(0, 1 - done) / (done - doneBefore));
    return String.format(Locale.ROOT, "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    if (bottom != null) {
      bottom.close();
    }
  }
}
