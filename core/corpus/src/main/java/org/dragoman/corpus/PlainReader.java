package org.dragoman.corpus;

import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a text; each is the first side of a pair whose second side is empty. */
record PlainReader(LineReader reader) implements CorpusReader {
  @Override
  public @Nullable SentencePair next() {
    String line = reader.readLine();
    return line == null ? null : new SentencePair(line, "");
  }

  @Override
  public long line() {
    return reader.lineNumber();
  }

  @Override
  public String place() {
    return reader.name() + ", line " + reader.lineNumber();
  }

  @Override
  public void close() {
    reader.close();
  }
}
