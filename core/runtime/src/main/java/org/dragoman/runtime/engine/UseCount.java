package org.dragoman.runtime.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who uses something, and frees it once it is closed and the last use has ended. So closing
 * need not wait: the last user frees it, on its own thread.
 */
public final class UseCount {
  private static final Logger LOG = LoggerFactory.getLogger(UseCount.class);
  private static final Duration CENTURY = Duration.ofDays(36_500);

  private final String name;
  private final Runnable free;
  private int uses;
  private boolean closed;
  // Whether freeing has begun, and whether it has ended.
  private boolean freed;
  private boolean gone;

  /**
   * Creates a count of no use.
   *
   * @param name what a message calls it, such as {@code "this translator"}
   * @param free frees it; is called once
   */
  public UseCount(String name, Runnable free) {
    this.name = name;
    this.free = free;
  }

  /**
   * Begins a use.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void begin() {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    uses++;
  }

  /** Begins a use, closed or not; false where it was freed already. */
  public synchronized boolean tryBegin() {
    if (freed) {
      return false;
    }
    uses++;
    return true;
  }

  /** Ends a use. */
  public void end() {
    synchronized (this) {
      uses--;
    }
    freeIfUnused();
  }

  /** Takes no more uses, and frees it where there is none. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    freeIfUnused();
  }

  /** Returns whether it takes no more uses. */
  public synchronized boolean isClosed() {
    return closed;
  }

  private void freeIfUnused() {
    synchronized (this) {
      if (!closed || uses > 0 || freed) {
        return;
      }
      freed = true;
    }
    try {
      free.run();
    } catch (RuntimeException e) {
      // It concerns none of the users; the last one only happens to be here.
      LOG.warn("Something of {} could not be freed", name, e);
    } finally {
      synchronized (this) {
        gone = true;
        notifyAll();
      }
    }
  }

  /** Returns a duration in nanoseconds, at most a century, so that a deadline can be computed. */
  public static long nanos(Duration duration) {
    return duration.compareTo(CENTURY) > 0 ? CENTURY.toNanos() : duration.toNanos();
  }

  /**
   * Waits until it is freed.
   *
   * @return false where that takes longer than {@code patience}, or the thread is interrupted,
   *     which stays so
   */
  public synchronized boolean awaitFreed(Duration patience) {
    long end = System.nanoTime() + nanos(patience);
    while (!gone) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
