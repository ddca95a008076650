package org.dragoman.cli.option;

/** The form of a result on standard output. */
public enum ReportFormat {
  /** Lines for a reader. */
  TEXT,
  /** JSON for a program, with unrounded numbers. */
  JSON
}
