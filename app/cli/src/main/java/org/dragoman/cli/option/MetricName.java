package org.dragoman.cli.option;

/** The metrics, by their names on the command line. */
public enum MetricName {
  /** {@link org.dragoman.evaluation.Bleu}. */
  BLEU,
  /** {@link org.dragoman.evaluation.Chrf}. */
  CHRF,
  /** {@link org.dragoman.evaluation.Ter}. */
  TER
}
