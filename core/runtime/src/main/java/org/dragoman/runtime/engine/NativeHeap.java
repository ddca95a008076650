package org.dragoman.runtime.engine;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heap of the C library, which holds the engine's arrays on the CPU. glibc keeps freed pages
 * between blocks that are still in use, so a process with batches of many sizes grows with each new
 * peak. {@code malloc_trim} makes it give them back.
 */
public final class NativeHeap {
  private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

  private NativeHeap() {}

  /** Gives unused pages back to the system; does nothing with a C library other than glibc. */
  public static void trim() {
    Trim.CALL.run();
  }

  /** Looked up at the first use. */
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
