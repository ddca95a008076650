package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.EscapedCharacter;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.plugins.tokenizers.span.Span;

/**
 * A part of a token; merges do not cross its borders. A protected segment stays whole. The text
 * between protected segments is a word of its own in learning and splitting. An escaped character,
 * with its joiner marks, is always protected.
 *
 * @param text its characters
 * @param isProtected whether it stays whole
 */
record Segment(String text, boolean isProtected) {
  private static final char JOINER = '\uFFED';

  /**
   * Divides a token into segments; their concatenation is the token. An empty token has one empty
   * segment.
   */
  static List<Segment> of(String token, ProtectedPatterns patterns) {
    List<Span> spans = whole(token, patterns);
    if (spans.isEmpty()) {
      return List.of(new Segment(token, false));
    }
    List<Segment> segments = new ArrayList<>(2 * spans.size() + 1);
    int last = 0;
    for (Span span : spans) {
      if (last < span.start()) {
        segments.add(new Segment(token.substring(last, span.start()), false));
      }
      segments.add(new Segment(token.substring(span.start(), span.end()), true));
      last = span.end();
    }
    if (last < token.length()) {
      segments.add(new Segment(token.substring(last), false));
    }
    return segments;
  }

  /** Finds what stays whole. A match that cuts an escaped character is extended to all of it. */
  private static List<Span> whole(String token, ProtectedPatterns patterns) {
    List<Span> matches = patterns.find(token);
    List<Span> escaped = EscapedCharacter.find(token);
    if (escaped.isEmpty()) {
      return matches;
    }
    List<Span> all = new ArrayList<>(matches);
    escaped.forEach(span -> all.add(withJoiners(token, span)));
    all.sort(Comparator.comparingInt(Span::start));
    List<Span> apart = new ArrayList<>();
    for (Span span : all) {
      Span last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last != null && span.start() < last.end()) {
        apart.set(apart.size() - 1, new Span(last.start(), Math.max(last.end(), span.end())));
      } else {
        apart.add(span);
      }
    }
    return apart;
  }

  private static Span withJoiners(String token, Span span) {
    int start = span.start();
    int end = span.end();
    return new Span(
        start > 0 && token.charAt(start - 1) == JOINER ? start - 1 : start,
        end < token.length() && token.charAt(end) == JOINER ? end + 1 : end);
  }
}
