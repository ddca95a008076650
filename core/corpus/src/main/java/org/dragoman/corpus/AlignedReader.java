package org.dragoman.corpus;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/** Reads a corpus together with its file of word alignments, line for line, in Pharaoh format. */
final class AlignedReader implements CorpusReader {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern LINK = Pattern.compile("(\\d{1,6})-(\\d{1,6})");

  private final LinesReader pairs;
  private final LineReader alignments;

  private AlignedReader(LinesReader pairs, LineReader alignments) {
    this.pairs = pairs;
    this.alignments = alignments;
  }

  /**
   * Creates a reader of pairs and their alignments.
   *
   * @param pairs closed with this reader, and also if the file cannot be opened
   */
  static AlignedReader of(LinesReader pairs, Path alignments) {
    try {
      return new AlignedReader(pairs, LineReader.open(alignments));
    } catch (DragomanException e) {
      pairs.close();
      throw e;
    }
  }

  @Override
  public @Nullable SentencePair next() {
    SentencePair pair = pairs.next();
    String alignment = alignments.readLine();
    if (pair == null && alignment == null) {
      return null;
    }
    if (pair == null || alignment == null) {
      throw DragomanException.data(
          "%s ends %s the sentences do, after line %d; line n of it must be the alignment of pair n."
              .formatted(
                  alignments.name(),
                  pair == null ? "after" : "before",
                  Math.min(alignments.lineNumber(), pairs.line())));
    }
    check(alignment.strip(), pair);
    return new SentencePair(pair.source(), pair.target(), alignment.strip());
  }

  private void check(String alignment, SentencePair pair) {
    if (alignment.isEmpty()) {
      return;
    }
    int source = words(pair.source());
    int target = words(pair.target());
    for (String link : SPACES.split(alignment)) {
      var parts = LINK.matcher(link);
      if (!parts.matches()
          || Integer.parseInt(parts.group(1)) >= source
          || Integer.parseInt(parts.group(2)) >= target) {
        throw DragomanException.data(
            "%s, line %d: expected the numbers of a source and a target word such as 0-0, counted from 0, below %d-%d here, got '%s'. Words are divided by spaces."
                .formatted(alignments.name(), alignments.lineNumber(), source, target, link));
      }
    }
  }

  private static int words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : SPACES.split(stripped).length;
  }

  @Override
  public long line() {
    return pairs.line();
  }

  @Override
  public String place() {
    return pairs.place();
  }

  @Override
  public void close() {
    try (pairs) {
      alignments.close();
    }
  }
}
