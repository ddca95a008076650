package org.dragoman.cli.io;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM. By default the JVM ends at once, with exit code 130 or 143. A command
 * that must save something runs its work by {@link #letFinish}.
 */
public final class Interruption {
  private static volatile boolean requested;

  private Interruption() {}

  /** Returns whether the process was asked to end. */
  public static boolean requested() {
    return requested;
  }

  /**
   * Runs work on the calling thread. If the process is asked to end, the thread is interrupted, and
   * the process ends when the work has returned, at the latest after {@code patience}.
   */
  public static <T> T letFinish(Callable<T> work, Duration patience) throws Exception {
    Thread worker = Thread.currentThread();
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              requested = true;
              worker.interrupt();
              await(finished, patience);
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      finished.countDown();
      if (!requested) {
        remove(hook);
      }
    }
  }

  private static void await(CountDownLatch finished, Duration patience) {
    try {
      boolean ignored = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown began after the check above.
      requested = true;
    }
  }
}
