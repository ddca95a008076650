package org.dragoman.corpus;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Reads sentences in CoNLL columns: one token a line, its label in another column, columns divided
 * by tabs or spaces, a blank line after each sentence. Lines that begin with {@code #} in front of
 * a sentence are comments, and {@code -DOCSTART-} is skipped. A sentence becomes a pair: its tokens
 * joined by spaces, and their labels joined by spaces.
 */
final class ConllReader implements CorpusReader {
  private static final String DOCUMENT = "-DOCSTART-";

  private final LineReader reader;
  private final int token;
  private final int label;
  private long begin;

  /**
   * @param columns of token and label, counted from 1; null for the first two
   */
  ConllReader(LineReader reader, @Nullable List<Integer> columns) {
    this.reader = reader;
    token = columns == null ? 1 : columns.get(0);
    label = columns == null ? 2 : columns.get(1);
  }

  @Override
  public @Nullable SentencePair next() {
    List<String> tokens = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank() && !tokens.isEmpty()) {
        break;
      }
      boolean skipped = tokens.isEmpty() && (line.isBlank() || line.startsWith("#"));
      if (skipped || line.startsWith(DOCUMENT)) {
        continue;
      }
      begin = tokens.isEmpty() ? reader.lineNumber() : begin;
      String[] columns = line.strip().split("[\\t ]+");
      tokens.add(column(columns, token));
      labels.add(column(columns, label));
    }
    return tokens.isEmpty()
        ? null
        : new SentencePair(String.join(" ", tokens), String.join(" ", labels));
  }

  private String column(String[] columns, int number) {
    if (columns.length < number) {
      throw DragomanException.data(
          "%s, line %d has %d column%s, but column %d is asked for. Mend the line, or choose other columns."
              .formatted(
                  reader.name(),
                  reader.lineNumber(),
                  columns.length,
                  columns.length == 1 ? "" : "s",
                  number));
    }
    return columns[number - 1];
  }

  @Override
  public long line() {
    return begin;
  }

  @Override
  public String place() {
    return reader.name() + ", line " + begin;
  }

  @Override
  public void close() {
    reader.close();
  }
}
