package org.dragoman.cli.option;

/** A metric as the command line names it. */
public enum MetricName {
  /** {@link org.dragoman.evaluation.Bleu}. */
  BLEU,
  /** {@link org.dragoman.evaluation.Chrf}. */
  CHRF,
  /** {@link org.dragoman.evaluation.Ter}. */
  TER
}
