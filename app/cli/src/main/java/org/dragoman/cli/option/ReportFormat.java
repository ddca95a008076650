package org.dragoman.cli.option;

/** The form of a result on standard output. */
public enum ReportFormat {
  /** Lines for a reader. */
  TEXT,
  /** For a program, numbers in full. */
  JSON
}
