package org.dragoman.cli.io;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports on standard error the progress of work that takes seconds or hours: after three seconds a
 * line that is redrawn on a terminal, elsewhere a plain line every half minute. For training there
 * is {@link TrainingProgress}.
 */
public final class WorkProgress implements AutoCloseable {
  /** The system property with which the launcher says that standard output is a terminal. */
  private static final String OUTPUT_TERMINAL = "dragoman.output-terminal";

  private static final long PATIENCE = Duration.ofSeconds(3).toNanos();
  private static final long DRAWN_EVERY = Duration.ofMillis(500).toNanos();
  private static final long LINE_EVERY = Duration.ofSeconds(30).toNanos();

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final boolean terminal;
  private @Nullable BottomLine bottom;
  private String work = "";
  private String unit = "";
  private @Nullable LongSupplier total;
  private long known = -1; // the total once it was asked for
  private long done;
  private long start;
  private long next;

  public WorkProgress(PrintStream err) {
    this(err, System::nanoTime, Boolean.getBoolean(TrainingProgress.TERMINAL));
  }

  /**
   * Creates a progress that has reported nothing yet.
   *
   * @param nanoTime of {@link System#nanoTime}
   * @param terminal whether a line can be redrawn
   */
  public WorkProgress(PrintStream err, LongSupplier nanoTime, boolean terminal) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.terminal = terminal;
    begin("", "", null);
  }

  /**
   * Creates a progress for work whose results go to standard output. If that is the same terminal,
   * no line is redrawn there: the results show the progress, and a line below would disturb them.
   */
  public static WorkProgress besideOutput(PrintStream err) {
    boolean terminal =
        Boolean.getBoolean(TrainingProgress.TERMINAL) && !Boolean.getBoolean(OUTPUT_TERMINAL);
    return new WorkProgress(err, System::nanoTime, terminal);
  }

  /**
   * Starts a piece of work.
   *
   * @param name such as {@code translating}
   * @param counted what is counted, such as {@code lines}
   * @param all supplies the total, called once and only if the work takes long; null or a negative
   *     number if it is not known
   */
  public void begin(String name, String counted, @Nullable LongSupplier all) {
    work = name;
    unit = counted;
    total = all;
    known = -1;
    done = 0;
    start = nanoTime.getAsLong();
    next = start + (terminal ? PATIENCE : LINE_EVERY);
  }

  /** Adds to the count of finished items; may be called by several threads. */
  public synchronized void done(long count) {
    done += count;
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + (terminal ? DRAWN_EVERY : LINE_EVERY);
    if (total != null) {
      known = total.getAsLong();
      total = null;
    }
    String line = line((now - start) / 1e9);
    if (!terminal) {
      err.println(line);
      return;
    }
    if (bottom == null) {
      bottom = new BottomLine(err);
    }
    bottom.draw(line);
  }

  private String line(double seconds) {
    String rate = String.format(Locale.ROOT, "%.1f %s/s", done / seconds, unit);
    return known < done
        ? String.format(Locale.ROOT, "%s: %,d %s, %s", work, done, unit, rate)
        : String.format(
            Locale.ROOT,
            "%s: %,d of %,d %s, %s, %s left",
            work,
            done,
            known,
            unit,
            rate,
            TrainingProgress.left(0, (double) done / known, seconds));
  }

  @Override
  public void close() {
    if (bottom != null) {
      bottom.close();
      bottom = null;
    }
  }
}
