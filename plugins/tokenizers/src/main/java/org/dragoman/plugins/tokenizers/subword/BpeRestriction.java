package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Restricts the pieces to a vocabulary, as subword-nmt does with {@code --vocabulary}. A part that
 * is not in the vocabulary is cut into the two parts that its first merge joined, and these again,
 * down to single characters, which stay. Immutable.
 */
final class BpeRestriction {
  private final BpeStyle style;
  private final Set<String> pieces;
  private final Map<String, Merge> origins = new HashMap<>();

  BpeRestriction(List<Merge> merges, BpeStyle style, Set<String> pieces) {
    this.style = style;
    this.pieces = Set.copyOf(pieces);
    merges.forEach(merge -> origins.putIfAbsent(merge.merged(), merge));
  }

  /**
   * A part of a word.
   *
   * @param text its characters
   * @param endsWord whether it is at the end of the word, where symbols differ from those inside
   */
  private record Part(String text, boolean endsWord) {}

  /**
   * Cuts the parts of a word until they are in the vocabulary.
   *
   * @param parts the parts after all merges
   * @param endsToken whether the word is the last of its token
   */
  List<String> cut(List<String> parts, boolean endsToken) {
    List<String> result = new ArrayList<>(parts.size() + 2);
    // Not recursive, because the merges of a file may build a symbol of thousands of characters.
    Deque<Part> open = new ArrayDeque<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      open.push(new Part(parts.get(i), i == parts.size() - 1));
    }
    while (!open.isEmpty()) {
      Part part = open.pop();
      int cut = isKnown(part, endsToken) ? 0 : leftLength(part);
      if (cut == 0) {
        result.add(part.text);
      } else {
        open.push(new Part(part.text.substring(cut), part.endsWord));
        open.push(new Part(part.text.substring(0, cut), false));
      }
    }
    return result;
  }

  private boolean isKnown(Part part, boolean endsToken) {
    return pieces.contains(style.firstPiece(part.text, endsToken && part.endsWord));
  }

  /** Returns the length of the first of the two parts to cut a part into; 0 if it cannot be cut. */
  private int leftLength(Part part) {
    String text = part.text;
    if (text.codePointCount(0, text.length()) < 2) {
      return 0;
    }
    Merge origin = origins.get(part.endsWord ? text + Merge.WORD_END : text);
    // There is none if a symbol inside a word is spelled like one at the end of a word.
    return origin != null && origin.left().length() < text.length()
        ? origin.left().length()
        : text.offsetByCodePoints(0, 1);
  }
}
