package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.List;

/**
 * How pieces mark where a token ends: {@code lower} is {@code low@@ er} with joiners and {@code low
 * er</w>} with ends of words.
 *
 * <p>A token may contain the mark itself. A part that would end in the mark by chance is cut before
 * its last character, so that every token can be restored: with joiners the token {@code a@@} is
 * {@code a@@@ @}.
 */
public enum BpeStyle {
  /** {@code @@} at the end of each piece of a token but the last, as subword-nmt writes them. */
  JOINER("@@", false),

  /** {@code </w>} at the end of the last piece of a token. */
  END_OF_WORD(Merge.WORD_END, true);

  private final String mark;
  private final boolean atTheEnd;

  BpeStyle(String mark, boolean atTheEnd) {
    this.mark = mark;
    this.atTheEnd = atTheEnd;
  }

  /** The style in a model's signature. */
  String signature() {
    return (atTheEnd ? "end:" : "glue:") + mark;
  }

  private String piece(String part, boolean last) {
    return last == atTheEnd ? part + mark : part;
  }

  /** Returns whether a part without a mark would be read as a shorter one with a mark. */
  private boolean isCut(String part, boolean last) {
    return last != atTheEnd && part.endsWith(mark);
  }

  /**
   * Returns the piece for a part of a token. If the part must be cut in two, it returns the first
   * piece; the second is a single character.
   *
   * @param last whether the part is the last of its token
   */
  String firstPiece(String part, boolean last) {
    return isCut(part, last)
        ? piece(part.substring(0, part.length() - 1), false)
        : piece(part, last);
  }

  /** Returns the pieces of a token's parts. */
  List<String> pieces(List<String> parts) {
    List<String> pieces = new ArrayList<>(parts.size() + 1);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean last = i == parts.size() - 1;
      pieces.add(firstPiece(part, last));
      if (isCut(part, last)) {
        pieces.add(piece(part.substring(part.length() - 1), last));
      }
    }
    return List.copyOf(pieces);
  }

  /** Joins any pieces to tokens. An unfinished token at the end counts, unless it is empty. */
  List<String> tokens(List<String> pieces) {
    List<String> tokens = new ArrayList<>(pieces.size());
    StringBuilder begun = new StringBuilder();
    for (String piece : pieces) {
      boolean marked = piece.endsWith(mark);
      begun.append(piece, 0, marked ? piece.length() - mark.length() : piece.length());
      if (marked == atTheEnd) {
        tokens.add(begun.toString());
        begun.setLength(0);
      }
    }
    if (begun.length() > 0) {
      tokens.add(begun.toString());
    }
    return tokens;
  }
}
