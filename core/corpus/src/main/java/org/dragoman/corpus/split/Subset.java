package org.dragoman.corpus.split;

/** A part of a corpus. */
public enum Subset {
  /** What a model learns from. */
  TRAIN,
  /** What checkpoints are chosen on. */
  DEV,
  /** What the finished model is scored on. */
  TEST
}
