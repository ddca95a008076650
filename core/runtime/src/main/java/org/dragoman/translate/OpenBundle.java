package org.dragoman.translate;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.UseCount;

/** A bundle that is open until it is closed and the last call has ended. */
final class OpenBundle implements OpenModel {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final DragomanRuntime runtime;
  private final Bundle bundle;
  private final UseCount uses;
  private volatile boolean cancelled;

  /**
   * Opens a bundle.
   *
   * @param name what messages call it, such as {@code "this labeller"}
   * @param ownsRuntime whether the runtime is closed with it
   */
  OpenBundle(DragomanRuntime runtime, boolean ownsRuntime, BundleSource source, String name) {
    this.runtime = runtime;
    runtime.opens();
    try {
      bundle = Bundle.open(source, runtime.torch(), runtime.registry());
    } catch (Throwable e) {
      runtime.failed();
      throw e;
    }
    uses =
        new UseCount(
            name,
            () -> {
              try (bundle) {
                runtime.closed(this);
              } finally {
                if (ownsRuntime) {
                  runtime.close();
                }
              }
            });
    runtime.opened(this);
  }

  DragomanRuntime runtime() {
    return runtime;
  }

  Bundle bundle() {
    return bundle;
  }

  /**
   * Does work with the bundle.
   *
   * @throws IllegalStateException after it is closed
   */
  <T> T whileOpen(Supplier<T> work) {
    uses.begin();
    try {
      return work.get();
    } finally {
      uses.end();
    }
  }

  /**
   * Ends a call that is not to go on.
   *
   * @throws CancellationException if the thread is interrupted, or the bundle was closed and its
   *     patience has ended
   */
  void check() {
    if (cancelled || Thread.currentThread().isInterrupted()) {
      throw new CancellationException(cancelled ? "closed" : "interrupted");
    }
  }

  @Override
  public void refuseCalls() {
    uses.close();
  }

  @Override
  public void close(Duration patience) {
    refuseCalls();
    if (!uses.awaitFreed(patience)) {
      cancelled = true;
      uses.awaitFreed(STEP);
    }
  }
}
