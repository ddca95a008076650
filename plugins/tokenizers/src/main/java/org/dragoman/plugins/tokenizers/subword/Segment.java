package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.EscapedCharacter;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.plugins.tokenizers.span.Span;

/**
 * A part of a token that merges do not cross: one that is protected, which stays whole, or what
 * stands beside such, which is a word of its own to learning and to splitting. An escaped character
 * is always protected, with the joiner marks on it.
 *
 * @param text its characters
 * @param isProtected whether it stays whole
 */
record Segment(String text, boolean isProtected) {
  private static final char JOINER = '\uFFED';

  /** The segments of a token, which together are the token; of an empty one the empty segment. */
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

  /** What stays whole: a match that cuts an escaped character holds all of it. */
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
