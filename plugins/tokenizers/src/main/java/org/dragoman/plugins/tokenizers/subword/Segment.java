package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.plugins.tokenizers.span.Span;

/**
 * A part of a token that merges do not cross: one that is protected, which stays whole, or what
 * stands beside such, which is a word of its own to learning and to splitting.
 *
 * @param text its characters
 * @param isProtected whether it stays whole
 */
record Segment(String text, boolean isProtected) {
  /** The segments of a token, which together are the token; of an empty one the empty segment. */
  static List<Segment> of(String token, ProtectedPatterns patterns) {
    List<Span> spans = patterns.find(token);
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
}
