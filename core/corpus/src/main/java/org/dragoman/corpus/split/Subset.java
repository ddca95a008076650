package org.dragoman.corpus.split;

/** A part of a corpus. */
public enum Subset {
  /** The training set. */
  TRAIN,
  /** The dev set, on which checkpoints are chosen. */
  DEV,
  /** The test set, on which the finished model is scored. */
  TEST
}
