package org.dragoman.runtime.bundle;

import ai.djl.ndarray.types.DataType;

/** How exactly a bundle stores its weights. */
public enum Precision {
  /** 4 bytes a weight, as in training. */
  FLOAT32(DataType.FLOAT32),
  /** 2 bytes a weight. */
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
