package org.dragoman.plugins.tokenizers;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.CharFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.util.SegmentingTokenizerBase;
import org.dragoman.plugins.tokenizers.span.Span;

/** Finds words by the offsets of Lucene's tokens. For one thread at a time. */
final class BoundaryFinder {
  // Lucene's tokenizers cut at the end of their buffers (4,096 or 1,024), even inside a word, so
  // they get shorter texts.
  private static final int CHUNK = 4000;
  private static final int SHORT_CHUNK = 1000;
  private static final int SEAM_CONTEXT = 100;

  private final List<CharFilterFactory> charFilters;
  private final Tokenizer tokenizer;
  private final TokenStream stream;
  private final OffsetAttribute offsets;
  private final int chunk;

  /**
   * Creates a finder.
   *
   * @param charFilters change the text that the tokenizer reads
   * @param tokenizer cuts it
   * @param stream of tokens: the last filter, or the tokenizer if there are no filters
   */
  BoundaryFinder(List<CharFilterFactory> charFilters, Tokenizer tokenizer, TokenStream stream) {
    this.charFilters = charFilters;
    this.tokenizer = tokenizer;
    this.stream = stream;
    offsets = stream.addAttribute(OffsetAttribute.class);
    chunk = tokenizer instanceof SegmentingTokenizerBase ? SHORT_CHUNK : CHUNK;
  }

  /**
   * Finds the words of a part of a text, in order, none empty and none overlapping. If tokens
   * overlap, the first counts, and the rest of the next one is a word.
   *
   * @param from the index where the part begins
   * @param to the index where it ends; the part may have any length
   */
  List<Span> words(String text, int from, int to) {
    List<Span> words = new ArrayList<>();
    for (int start = from; start < to; ) {
      int end = chunkEnd(text, start, to);
      List<Span> found = find(text, start, end);
      boolean torn =
          !words.isEmpty()
              && !found.isEmpty()
              && words.get(words.size() - 1).end() == start
              && found.get(0).start() == start
              && isInsideWord(text, from, start, to);
      if (torn) {
        Span left = words.remove(words.size() - 1);
        found.set(0, new Span(left.start(), found.get(0).end()));
      }
      words.addAll(found);
      start = end;
    }
    return words;
  }

  /** Returns where a chunk ends: after its last white space, or where it is full. */
  private int chunkEnd(String text, int start, int to) {
    if (to - start <= chunk) {
      return to;
    }
    int full = start + chunk;
    for (int i = full; i > start; i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return characterStart(text, full);
  }

  /**
   * Returns whether only the end of a chunk cut a word in two. It cuts the text around the seam
   * again to find out.
   */
  private boolean isInsideWord(String text, int from, int seam, int to) {
    int contextStart = characterStart(text, Math.max(from, seam - SEAM_CONTEXT));
    int contextEnd = characterStart(text, Math.min(to, seam + SEAM_CONTEXT));
    return find(text, contextStart, contextEnd).stream()
        .anyMatch(word -> word.start() < seam && seam < word.end());
  }

  /** Returns the index, or the one before it if it is inside a surrogate pair. */
  private static int characterStart(String text, int index) {
    boolean inside =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return inside ? index - 1 : index;
  }

  private List<Span> find(String text, int from, int to) {
    List<Span> words = new ArrayList<>();
    try {
      tokenizer.setReader(filtered(text.substring(from, to)));
      stream.reset();
      int last = from;
      while (stream.incrementToken()) {
        int start = Math.max(last, characterStart(text, from + offsets.startOffset()));
        int end = Math.min(to, characterStart(text, from + offsets.endOffset()));
        if (start < end) {
          words.add(new Span(start, end));
          last = end;
        }
      }
      stream.end();
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return words;
  }

  private Reader filtered(String text) {
    Reader reader = new StringReader(text);
    for (CharFilterFactory filter : charFilters) {
      reader = filter.create(reader);
    }
    return reader;
  }
}
