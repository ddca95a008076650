package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.EscapedCharacter;

/**
 * A token with the mark {@code ▁} before it, which starts its first piece, divided into units that
 * no piece may cut. A unit is a character, or an escaped character. If the token itself contains
 * the mark {@code ▁}, the mark belongs to the unit before it: then only first pieces begin with the
 * mark, and every token can be restored.
 *
 * @param text the mark and the token
 * @param starts the index where each unit starts, then the text's length
 */
record MarkedToken(String text, int[] starts) {
  private static final char MARK = '\u2581';

  /** Creates a marked token. */
  static MarkedToken of(String token) {
    return ofPieces(MARK + token);
  }

  /** Divides a text of whole pieces into the same units as in a token that contains them. */
  static MarkedToken ofPieces(String text) {
    int[] starts = new int[text.length() + 1];
    BitSet inside = insideOfEscapes(text);
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i == 0 || (startsUnit(text, i) && !inside.get(i))) {
        starts[units++] = i;
      }
    }
    starts[units] = text.length();
    return new MarkedToken(text, Arrays.copyOf(starts, units + 1));
  }

  private static BitSet insideOfEscapes(String text) {
    BitSet inside = new BitSet();
    EscapedCharacter.find(text).forEach(span -> inside.set(span.start() + 1, span.end()));
    return inside;
  }

  private static boolean startsUnit(String text, int i) {
    char c = text.charAt(i);
    return c != MARK && !Character.isSurrogatePair(text.charAt(i - 1), c);
  }

  /** Returns the number of units. */
  int units() {
    return starts.length - 1;
  }

  /** Returns the text from one unit to another. */
  String text(int from, int to) {
    return text.substring(starts[from], starts[to]);
  }

  /**
   * Joins any pieces to tokens. A piece that begins with the mark begins a token, and so does the
   * first piece.
   */
  static List<String> tokens(List<String> pieces) {
    List<String> tokens = new ArrayList<>(pieces.size());
    StringBuilder begun = new StringBuilder();
    boolean isBegun = false;
    for (String piece : pieces) {
      boolean marked = !piece.isEmpty() && piece.charAt(0) == MARK;
      if (marked && isBegun) {
        tokens.add(begun.toString());
        begun.setLength(0);
      }
      begun.append(piece, marked ? 1 : 0, piece.length());
      isBegun |= marked || !piece.isEmpty();
    }
    if (isBegun) {
      tokens.add(begun.toString());
    }
    return tokens;
  }
}
