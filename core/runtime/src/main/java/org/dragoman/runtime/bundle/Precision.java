package org.dragoman.runtime.bundle;

import ai.djl.ndarray.types.DataType;

/** The float type in which a bundle stores its weights. */
public enum Precision {
  /** 4 bytes per weight, as in training. */
  FLOAT32(DataType.FLOAT32),
  /** 2 bytes per weight. */
  FLOAT16(DataType.FLOAT16);

  private final DataType type;

  Precision(DataType type) {
    this.type = type;
  }

  /** The engine's type. */
  public DataType type() {
    return type;
  }
}
