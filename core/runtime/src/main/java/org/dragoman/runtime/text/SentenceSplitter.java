package org.dragoman.runtime.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;

/**
 * Finds the sentences of a text by Unicode text segmentation (UAX #29), as ICU does it: it does not
 * split after the language's usual abbreviations that CLDR lists ({@code Mr.}, {@code z.B.}). A
 * line end always ends a sentence. The kind and length of white space and invisible characters make
 * no difference. May be used from several threads at once.
 */
public final class SentenceSplitter {
  private static final String LINE_ENDS = "\n\u000b\f\r\u0085\u2028\u2029";

  private final BreakIterator breaks;

  /**
   * Creates a splitter for a language.
   *
   * @param language BCP 47 tag
   * @throws DragomanException of kind CONFIGURATION if it is not a valid tag
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

  /** Splits a text into sentences and the white space around them. */
  public Paragraph split(String text) {
    List<String> sentences = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    int last = 0; // where the last sentence ended
    int start = 0;
    for (int end : ends(text)) {
      int from = start;
      int to = end;
      while (from < to && Cleaner.isSpace(text.charAt(from))) {
        from++;
      }
      while (from < to && Cleaner.isSpace(text.charAt(to - 1))) {
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

  /**
   * Finds the ends of sentences, in the text without invisible characters but with its line ends.
   */
  private List<Integer> ends(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    int[] behind = new int[text.length()]; // each character that is seen, in the text
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = Cleaner.isSpace(c) && LINE_ENDS.indexOf(c) < 0;
      boolean spaced = seen.length() > 0 && seen.charAt(seen.length() - 1) == ' ';
      if (!Cleaner.isDropped(c) && !(space && spaced)) {
        behind[seen.length()] = i + 1;
        seen.append(space ? ' ' : c);
      }
    }
    List<Integer> ends = new ArrayList<>();
    for (int end : breaks(seen.toString())) {
      ends.add(end == seen.length() ? text.length() : behind[end - 1]);
    }
    return ends;
  }

  // The iterator would keep a reference to the text.
  private synchronized List<Integer> breaks(String text) {
    List<Integer> ends = new ArrayList<>();
    breaks.setText(text);
    breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      ends.add(end);
    }
    return ends;
  }
}
