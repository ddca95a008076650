package org.dragoman.plugins.tokenizers.span;

import java.util.List;

/**
 * A piece of a text.
 *
 * @param start the index of its first UTF-16 unit
 * @param end the index after its last
 */
public record Span(int start, int end) {
  /** Adds the parts of this piece between white space, and each white character. */
  public void cutAtSpaces(String text, List<Span> out) {
    int partStart = start;
    for (int i = start; i < end; ) {
      int next = text.offsetByCodePoints(i, 1);
      if (WhiteSpace.is(text.codePointAt(i))) {
        if (partStart < i) {
          out.add(new Span(partStart, i));
        }
        out.add(new Span(i, next));
        partStart = next;
      }
      i = next;
    }
    if (partStart < end) {
      out.add(new Span(partStart, end));
    }
  }
}
