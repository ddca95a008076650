package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps to the pieces of a vocabulary, as subword-nmt does by {@code --vocabulary}: a part that is
 * not in it is cut in the two that the first merge made it of, and these likewise, to single
 * characters, which are left as they are. Immutable.
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
   * Part of a word.
   *
   * @param text its characters
   * @param endsWord whether it ends in the word's end, and so in another symbol than inside
   */
  private record Part(String text, boolean endsWord) {}

  /**
   * The parts of a word, cut until they are of the vocabulary.
   *
   * @param parts as the merges leave them
   * @param endsToken whether the word is its token's last
   */
  List<String> cut(List<String> parts, boolean endsToken) {
    List<String> result = new ArrayList<>(parts.size() + 2);
    // Not by recursion: a file may hold merges that make one symbol of thousands of characters.
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

  /** How long the first of the two is that a part is cut to; 0 where there is nothing to cut. */
  private int leftLength(Part part) {
    String text = part.text;
    if (text.codePointCount(0, text.length()) < 2) {
      return 0;
    }
    Merge origin = origins.get(part.endsWord ? text + Merge.WORD_END : text);
    // Without one where a symbol inside of a word is spelled like one at a word's end.
    return origin != null && origin.left().length() < text.length()
        ? origin.left().length()
        : text.offsetByCodePoints(0, 1);
  }
}
