package org.dragoman.corpus;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Standard input as one of several files: it stays open when they are closed. */
final class StandardInput extends FilterInputStream {
  StandardInput(InputStream in) {
    super(in);
  }

  @Override
  public void close() {
    // Standard input belongs to the process.
  }
}
