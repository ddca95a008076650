package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * From a raw line to what the encoder reads: ids and the end mark, in parts where the line is long,
 * and without what holds no words.
 *
 * @param pipeline of the source
 * @param maxTokens the greatest number of ids in a part, the end mark not counted
 */
public record SourceReader(TextPipeline pipeline, int maxTokens) {

  /** The stretches of a line; none where it is blank. */
  public List<EncodedStretch> read(String line) {
    return EncodedStretch.of(line, pipeline);
  }

  /** The parts of a stretch, each with the end mark; none where there is nothing to translate. */
  public List<int[]> parts(EncodedStretch stretch) {
    int[] ids = stretch.ids();
    if (ids.length == 0) {
      return List.of();
    }
    return ids.length <= maxTokens ? List.of(withEnd(ids, 0, ids.length)) : split(stretch.text());
  }

  /** Whether a line is empty to a reader: it has white space and invisible characters only. */
  public static boolean isBlank(String line) {
    return Cleaner.isBlank(line);
  }

  /** Cuts between two tokens; within one only where it has more pieces than a part may have. */
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
