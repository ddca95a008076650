package org.dragoman.corpus;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Reads two columns of a file with tab-separated columns. There is no quoting: a quotation mark is
 * part of the text.
 */
final class TsvReader implements CorpusReader {
  private final LineReader reader;
  private final int source;
  private final int target;

  /**
   * @param columns of source and target, counted from 1; null for the first two
   */
  TsvReader(LineReader reader, @Nullable List<Integer> columns) {
    this.reader = reader;
    source = columns == null ? 1 : columns.get(0);
    target = columns == null ? 2 : columns.get(1);
  }

  @Override
  public @Nullable SentencePair next() {
    String line = reader.readLine();
    return line == null ? null : new SentencePair(column(line, source), column(line, target));
  }

  private String column(String line, int number) {
    int start = 0;
    for (int column = 1; column < number; column++) {
      int tab = line.indexOf('\t', start);
      if (tab < 0) {
        throw DragomanException.data(
            "%s has %d column%s divided by tabs, but column %d is asked for. Mend the line, or choose other columns."
                .formatted(place(), column, column == 1 ? "" : "s", number));
      }
      start = tab + 1;
    }
    int end = line.indexOf('\t', start);
    return line.substring(start, end < 0 ? line.length() : end);
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
