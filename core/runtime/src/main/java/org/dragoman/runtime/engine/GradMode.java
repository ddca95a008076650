package org.dragoman.runtime.engine;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether operations of this thread are recorded for the gradient, for the length of a try block.
 * The mode belongs to the thread, and the engine's default differs between threads, so every entry
 * into the engine opens one of these.
 */
public final class GradMode implements AutoCloseable {
  private final boolean before;

  private GradMode(boolean enabled) {
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(enabled);
    // The executor would compile each kernel anew for every shape it meets; batches differ in
    // shape.
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** Records operations. */
  public static GradMode on() {
    return new GradMode(true);
  }

  /** Records nothing: for inference and for updates in place. */
  public static GradMode off() {
    return new GradMode(false);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
