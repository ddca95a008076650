package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.EscapedCharacter;

/**
 * A token behind the mark {@code ▁} that starts a token's first piece, in units that a piece holds
 * whole: characters, each with the marks after it that are the token's own, so that no other piece
 * begins with the mark, and every token comes back. An escaped character is one, too.
 *
 * @param text the mark and the token
 * @param starts where in the text each unit starts, and behind them the text's length
 */
record MarkedToken(String text, int[] starts) {
  private static final char MARK = '\u2581';

  /** A token, marked. */
  static MarkedToken of(String token) {
    return ofPieces(MARK + token);
  }

  /** A text of whole pieces: the units are the same as in a token that holds them. */
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

  /** How many units there are. */
  int units() {
    return starts.length - 1;
  }

  /** The text from one unit to another. */
  String text(int from, int to) {
    return text.substring(starts[from], starts[to]);
  }

  /**
   * The tokens of any pieces: one that begins with the mark begins a token, and so does the first.
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
