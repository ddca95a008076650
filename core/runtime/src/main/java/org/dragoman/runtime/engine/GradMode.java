package org.dragoman.runtime.engine;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Switches the recording of operations for the gradient on or off, within a try block. The mode
 * belongs to the thread, and the engine's default differs between threads, so every method that
 * enters the engine opens one of these.
 */
public final class GradMode implements AutoCloseable {
  private final boolean before;

  private GradMode(boolean enabled) {
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(enabled);
    // Switched off: the optimizing executor would compile each kernel again for every shape, and
    // batches differ in shape.
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** Switches recording on. */
  public static GradMode on() {
    return new GradMode(true);
  }

  /** Switches recording off: for inference and for updates in place. */
  public static GradMode off() {
    return new GradMode(false);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}
