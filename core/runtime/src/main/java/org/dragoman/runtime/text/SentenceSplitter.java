package org.dragoman.runtime.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;

/**
 * Finds the sentences of a text by Unicode text segmentation (UAX #29), as ICU does it: not after
 * the usual abbreviations of the language, where CLDR knows them ({@code Mr.}, {@code z.B.}). A
 * line end always ends a sentence. May be used from several threads at once.
 */
public final class SentenceSplitter {
  private static final char NEXT_LINE = 0x85;

  private final BreakIterator breaks;

  /**
   * A splitter for a language.
   *
   * @param language BCP 47 tag
   * @throws DragomanException of kind CONFIGURATION where it is none
   */
  public SentenceSplitter(String language) {
    if (!Languages.isTag(language)) {
      throw DragomanException.configuration(
          "'%s' is no language tag, such as de, ja or pt-BR.".formatted(language));
    }
    ULocale locale = ULocale.forLanguageTag(language);
    breaks =
        FilteredBreakIteratorBuilder.getInstance(locale)
            .wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
  }

  /** The sentences of a text and the white space around them. */
  public Paragraph split(String text) {
    List<String> sentences = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    int last = 0; // where the last sentence ended
    int start = 0;
    for (int end : ends(text)) {
      int from = start;
      int to = end;
      while (from < to && isWhite(text.charAt(from))) {
        from++;
      }
      while (from < to && isWhite(text.charAt(to - 1))) {
        to--;
      }
      if (from < to) {
        gaps.add(text.substring(last, from));
        sentences.add(text.substring(from, to));
        last = to;
      }
      start = end;
    }
    gaps.add(text.substring(last));
    return new Paragraph(sentences, gaps);
  }

  // The iterator keeps the text it is at.
  private synchronized List<Integer> ends(String text) {
    List<Integer> ends = new ArrayList<>();
    breaks.setText(text);
    breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      ends.add(end);
    }
    return ends;
  }

  private static boolean isWhite(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }
}
