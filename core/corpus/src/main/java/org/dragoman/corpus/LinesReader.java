package org.dragoman.corpus;

import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/** Reads two texts line by line. */
final class LinesReader implements CorpusReader {
  private final ParallelReader reader;
  private final String names;

  LinesReader(LineReader source, LineReader target) {
    reader = ParallelReader.of(source, target);
    names = source.name() + ", " + target.name();
  }

  @Override
  public @Nullable SentencePair next() {
    return reader.next();
  }

  @Override
  public long line() {
    return reader.lineNumber();
  }

  @Override
  public String place() {
    return names + ", line " + reader.lineNumber();
  }

  @Override
  public void close() {
    reader.close();
  }
}
