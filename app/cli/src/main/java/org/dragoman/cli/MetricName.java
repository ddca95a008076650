package org.dragoman.cli;

/** A metric as the command line names it. */
enum MetricName {
  /** {@link org.dragoman.evaluation.Bleu}. */
  BLEU,
  /** {@link org.dragoman.evaluation.Chrf}. */
  CHRF,
  /** {@link org.dragoman.evaluation.Ter}. */
  TER
}
