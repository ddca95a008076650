package org.dragoman.plugins.tokenizers.span;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the pieces of a text that must stay whole. It may be used from several threads at once. */
public final class ProtectedPatterns {
  private final List<Pattern> patterns;

  private ProtectedPatterns(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Creates a finder of named patterns and expressions.
   *
   * @param names the value of the key {@code protect}
   * @param expressions Java regular expressions, the value of the key {@code protect-patterns}
   * @throws IllegalArgumentException if an expression is invalid; the message begins with the key
   */
  public static ProtectedPatterns of(List<NamedPattern> names, List<String> expressions) {
    List<Pattern> patterns = new ArrayList<>();
    names.forEach(name -> patterns.add(name.pattern()));
    for (int i = 0; i < expressions.size(); i++) {
      try {
        patterns.add(Pattern.compile(expressions.get(i)));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "protect-patterns[%d]: expected a regular expression of Java's, got '%s' (%s at character %d)"
                .formatted(i, e.getPattern(), e.getDescription(), e.getIndex() + 1),
            e);
      }
    }
    return new ProtectedPatterns(patterns);
  }

  /**
   * Finds the pieces of a text that match a pattern, in order. No piece is empty, begins or ends
   * with white space, or cuts a character in two. If pieces overlap, the first one counts, and the
   * longest of those that start together.
   *
   * @throws IllegalArgumentException if a pattern backtracks too long
   */
  public List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    for (Pattern pattern : patterns) {
      find(pattern, text, found);
    }
    if (patterns.size() > 1) {
      found.sort(
          Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
    }
    List<Span> apart = new ArrayList<>(found.size());
    int last = 0;
    for (Span span : found) {
      if (span.start() >= last) {
        apart.add(span);
        last = span.end();
      }
    }
    return apart;
  }

  private static void find(Pattern pattern, String text, List<Span> found) {
    try {
      Matcher matcher = pattern.matcher(new CountedText(text));
      while (matcher.find()) {
        Span span = whole(text, matcher.start(), matcher.end());
        if (span.start() < span.end()) {
          found.add(span);
        }
      }
    } catch (CountedText.ReadTooOftenException | StackOverflowError e) {
      throw new IllegalArgumentException(
          "protect-patterns: '%s' goes back and forth too often over a text of %d characters. Write it without repetitions inside of repetitions, or with possessive ones, such as 'a++', or leave very long words out of the text"
              .formatted(pattern, text.length()),
          e);
    }
  }

  /** Returns a match without white space at its ends, extended to whole characters. */
  private static Span whole(String text, int matchStart, int matchEnd) {
    int start = isInsideCharacter(text, matchStart) ? matchStart - 1 : matchStart;
    int end = isInsideCharacter(text, matchEnd) ? matchEnd + 1 : matchEnd;
    while (start < end && WhiteSpace.is(text.codePointAt(start))) {
      start = text.offsetByCodePoints(start, 1);
    }
    while (start < end && WhiteSpace.is(text.codePointBefore(end))) {
      end = text.offsetByCodePoints(end, -1);
    }
    return new Span(start, end);
  }

  private static boolean isInsideCharacter(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }
}
