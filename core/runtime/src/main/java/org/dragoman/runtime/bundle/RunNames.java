package org.dragoman.runtime.bundle;

import java.util.List;

/** The names of files and folders that a training run's folder has and a bundle's has not. */
public final class RunNames {
  /** The folder of the run's bundle. */
  public static final String BUNDLE = "bundle";

  /** The folder of checkpoints. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The measurements of training, one JSON object per line. */
  public static final String METRICS = "metrics.jsonl";

  /** The log of training. */
  public static final String LOG = "train.log";

  /** The file that keeps other processes from training in the folder. */
  public static final String LOCK = "run.lock";

  /** All of them. */
  static final List<String> ALL = List.of(BUNDLE, CHECKPOINTS, METRICS, LOG, LOCK);

  private RunNames() {}
}
