package org.dragoman.cli;

/** The form of a result on standard output. */
enum ReportFormat {
  /** Lines for a reader. */
  TEXT,
  /** For a program, numbers in full. */
  JSON
}
