package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.plugins.tokenizers.span.Span;
import org.dragoman.plugins.tokenizers.span.WhiteSpace;
import org.dragoman.spi.Tokenizer;

/**
 * Cuts text at the word boundaries that Lucene finds; between words each punctuation mark and each
 * symbol is a token: {@code Don't (ever) stop!} becomes {@code Don't (￭ ever ￭) stop ￭!}.
 *
 * <p>A token is always a piece of the original text, even if Lucene changes it. Characters that
 * Lucene drops are kept, with their combining marks. {@link Joiner} keeps the places of spaces. A
 * protected text is one token, with its white space escaped, and Lucene does not see it.
 */
final class LuceneTokenizer implements Tokenizer {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private final Analysis analysis;
  private final ProtectedPatterns protectedPatterns;

  // A finder is expensive to create and serves one thread at a time, so there is one for each
  // working thread.
  private final Queue<BoundaryFinder> finders = new ConcurrentLinkedQueue<>();

  LuceneTokenizer(Analysis analysis, ProtectedPatterns protectedPatterns) {
    this.analysis = analysis;
    this.protectedPatterns = protectedPatterns;
  }

  @Override
  public List<String> encode(String text) {
    Escapes.requireWhole(text);
    List<Span> spans = new ArrayList<>();
    int last = 0;
    for (Span whole : protectedPatterns.find(text)) {
      addPart(text, last, whole.start(), spans);
      spans.add(whole);
      last = whole.end();
    }
    addPart(text, last, text.length(), spans);
    return Joiner.join(text, spans);
  }

  /** Adds the tokens of a part without protected texts. */
  private void addPart(String text, int from, int to, List<Span> spans) {
    int last = from;
    for (Span word : words(text, from, to)) {
      addBetween(text, last, word.start(), spans);
      // Lucene counts some kinds of space (U+202F, U+FEFF) as parts of words.
      word.cutAtSpaces(text, spans);
      last = word.end();
    }
    addBetween(text, last, to, spans);
  }

  private List<Span> words(String text, int from, int to) {
    if (from == to) {
      return List.of();
    }
    BoundaryFinder finder = finders.poll();
    if (finder == null) {
      finder = analysis.open();
    }
    try {
      List<Span> words = finder.words(text, from, to);
      finders.add(finder);
      return words;
    } catch (RuntimeException | StackOverflowError e) {
      // Some filters fail on unexpected tokens, and some regular expressions recurse too deep.
      // The finder is unusable after that.
      throw new IllegalArgumentException(
          "Lucene's tokenizer or a filter of it cannot read a text (%s)".formatted(Reason.of(e)),
          e);
    }
  }

  /**
   * Adds the characters that Lucene drops, one by one; combining marks stay with the character
   * before.
   */
  private static void addBetween(String text, int start, int end, List<Span> spans) {
    for (int i = start; i < end; ) {
      int next = text.offsetByCodePoints(i, 1);
      if (!WhiteSpace.is(text.codePointAt(i))) {
        while (next < end && isAttached(text.codePointAt(next))) {
          next = text.offsetByCodePoints(next, 1);
        }
      }
      spans.add(new Span(i, next));
      i = next;
    }
  }

  private static boolean isAttached(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          !WhiteSpace.is(codePoint);
      default -> codePoint == ZERO_WIDTH_JOINER;
    };
  }

  @Override
  public String decode(List<String> tokens) {
    return Joiner.decode(tokens);
  }
}
