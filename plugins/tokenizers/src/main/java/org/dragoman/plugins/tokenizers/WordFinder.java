package org.dragoman.plugins.tokenizers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.dragoman.plugins.tokenizers.span.Span;

/**
 * Finds words by Lucene's {@link ICUTokenizer}: Unicode text segmentation (UAX #29), with
 * dictionaries for Chinese, Japanese, Thai, Lao, Khmer and Burmese. For one thread at a time.
 */
final class WordFinder {
  // Lucene cuts at its buffer's end (4,096) wherever that falls, so it is given less than that.
  private static final int CHUNK = 4000;
  private static final int SEAM_CONTEXT = 100;

  private final ICUTokenizer tokenizer = new ICUTokenizer();
  private final OffsetAttribute offsets = tokenizer.addAttribute(OffsetAttribute.class);

  /** The words of a text of any length, in order, none empty and no two overlapping. */
  List<Span> words(String text) {
    List<Span> words = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = chunkEnd(text, start);
      List<Span> found = find(text, start, end);
      if (start > 0 && !found.isEmpty() && isTorn(text, start, words, found.get(0))) {
        Span left = words.remove(words.size() - 1);
        found.set(0, new Span(left.start(), found.get(0).end()));
      }
      words.addAll(found);
      start = end;
    }
    return words;
  }

  /** Where a chunk may end: behind its last white space, or where it is full. */
  private static int chunkEnd(String text, int start) {
    if (text.length() - start <= CHUNK) {
      return text.length();
    }
    int full = start + CHUNK;
    for (int i = full; i > start; i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(full)) ? full - 1 : full;
  }

  /** Whether the end of a chunk, and nothing else, cut a word in two: its surroundings tell. */
  private boolean isTorn(String text, int seam, List<Span> before, Span after) {
    if (before.isEmpty() || before.get(before.size() - 1).end() != seam || after.start() != seam) {
      return false;
    }
    int from = wholeCharacter(text, Math.max(0, seam - SEAM_CONTEXT));
    int to = wholeCharacter(text, Math.min(text.length(), seam + SEAM_CONTEXT));
    return find(text, from, to).stream().anyMatch(w -> w.start() < seam && seam < w.end());
  }

  private static int wholeCharacter(String text, int index) {
    boolean inside = index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return inside ? index + 1 : index;
  }

  private List<Span> find(String text, int from, int to) {
    List<Span> words = new ArrayList<>();
    try {
      tokenizer.setReader(new StringReader(text.substring(from, to)));
      tokenizer.reset();
      int last = from;
      while (tokenizer.incrementToken()) {
        int start = Math.max(last, from + offsets.startOffset());
        int end = Math.min(to, from + offsets.endOffset());
        if (start < end) {
          words.add(new Span(start, end));
          last = end;
        }
      }
      tokenizer.end();
      tokenizer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return words;
  }
}
