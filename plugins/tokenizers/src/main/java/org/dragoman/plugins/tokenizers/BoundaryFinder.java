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

/** Finds words by the offsets of tokens of Lucene's. For one thread at a time. */
final class BoundaryFinder {
  // Tokenizers cut at the end of their buffers, 4,096 or 1,024, wherever that falls: they are given
  // less than that.
  private static final int CHUNK = 4000;
  private static final int SHORT_CHUNK = 1000;
  private static final int SEAM_CONTEXT = 100;

  private final List<CharFilterFactory> charFilters;
  private final Tokenizer tokenizer;
  private final TokenStream stream;
  private final OffsetAttribute offsets;
  private final int chunk;

  /**
   * A finder.
   *
   * @param charFilters change what the tokenizer reads
   * @param tokenizer cuts it
   * @param stream of tokens: the tokenizer, or the last of the filters behind it
   */
  BoundaryFinder(List<CharFilterFactory> charFilters, Tokenizer tokenizer, TokenStream stream) {
    this.charFilters = charFilters;
    this.tokenizer = tokenizer;
    this.stream = stream;
    offsets = stream.addAttribute(OffsetAttribute.class);
    chunk = tokenizer instanceof SegmentingTokenizerBase ? SHORT_CHUNK : CHUNK;
  }

  /**
   * The words of a part of a text, in order, none empty and no two overlapping: of tokens that
   * overlap the first counts, and of the others what goes beyond it.
   *
   * @param from where the part begins
   * @param to where it ends; any length behind {@code from}
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

  /** Where a chunk may end: behind its last white space, or where it is full. */
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

  /** Whether the end of a chunk, and nothing else, cut a word in two: its surroundings tell. */
  private boolean isInsideWord(String text, int from, int seam, int to) {
    int contextStart = characterStart(text, Math.max(from, seam - SEAM_CONTEXT));
    int contextEnd = characterStart(text, Math.min(to, seam + SEAM_CONTEXT));
    return find(text, contextStart, contextEnd).stream()
        .anyMatch(word -> word.start() < seam && seam < word.end());
  }

  /** The index, or the one before it where it is between the halves of a character. */
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
