package org.dragoman.runtime.engine;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heap of the C library, where the engine's arrays on the CPU are. glibc keeps the pages of
 * what was freed between things that live on, so a process of many sizes of batches grows with each
 * new peak; it gives them back where it is asked to ({@code malloc_trim}).
 */
public final class NativeHeap {
  private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

  private NativeHeap() {}

  /** Gives unused pages back to the system; with another C library than glibc it does nothing. */
  public static void trim() {
    Trim.CALL.run();
  }

  /** Found when it is first asked for. */
  private static final class Trim {
    static final Runnable CALL = find();

    private static Runnable find() {
      try {
        Function trim = Function.getFunction("c", "malloc_trim");
        return () -> trim.invokeInt(new Object[] {0L});
      } catch (LinkageError e) {
        LOG.debug("malloc_trim is not here: {}", e.getMessage());
        return () -> {};
      }
    }
  }
}
