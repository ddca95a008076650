package org.dragoman.spi;

/** Whether a component runs to be trained (dropout on) or to be used. */
public enum Mode {
  /** Dropout is on, and the operations are recorded for the gradient. */
  TRAINING,
  /** Dropout is off. */
  INFERENCE
}
