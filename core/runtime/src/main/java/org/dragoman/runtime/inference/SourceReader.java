package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * Turns a raw line into the input of the encoder: ids with the end mark, in parts if the line is
 * long, and without text that has no words.
 *
 * @param pipeline of the source
 * @param maxTokens the greatest number of ids in a part, without the end mark
 */
public record SourceReader(TextPipeline pipeline, int maxTokens) {

  /** Returns the stretches of a line; none if it is blank. */
  public List<EncodedStretch> read(String line) {
    return EncodedStretch.of(line, pipeline);
  }

  /**
   * Returns the parts of a stretch, each with the end mark; none if there is nothing to translate.
   */
  public List<int[]> parts(EncodedStretch stretch) {
    int[] ids = stretch.ids();
    if (ids.length == 0) {
      return List.of();
    }
    return ids.length <= maxTokens ? List.of(withEnd(ids, 0, ids.length)) : split(stretch.text());
  }

  /**
   * Returns whether a line has white space and invisible characters only, so that it is empty to a
   * reader.
   */
  public static boolean isBlank(String line) {
    return Cleaner.isBlank(line);
  }

  /**
   * Cuts a text between two tokens; it cuts inside a token only if that has more pieces than a part
   * may have.
   */
  private List<int[]> split(String text) {
    List<int[]> parts = new ArrayList<>();
    int[] part = new int[maxTokens];
    int size = 0;
    for (int[] token : tokens(text)) {
      if (size > 0 && size + token.length > maxTokens) {
        parts.add(withEnd(part, 0, size));
        size = 0;
      }
      int from = 0;
      for (; token.length - from > maxTokens; from += maxTokens) {
        parts.add(withEnd(token, from, from + maxTokens));
      }
      System.arraycopy(token, from, part, size, token.length - from);
      size += token.length - from;
    }
    if (size > 0) {
      parts.add(withEnd(part, 0, size));
    }
    return parts;
  }

  /** The ids of the pieces of each token. */
  private List<int[]> tokens(String text) {
    var subword = pipeline.segmenter().subword();
    return pipeline.segmenter().tokens(text).stream()
        .map(List::of)
        .map(token -> subword == null ? token : subword.encode(token))
        .map(pieces -> pieces.stream().mapToInt(pipeline.vocabulary()::id).toArray())
        .toList();
  }

  private static int[] withEnd(int[] ids, int from, int to) {
    int[] part = Arrays.copyOfRange(ids, from, to + 1);
    part[to - from] = Vocabulary.END;
    return part;
  }
}
