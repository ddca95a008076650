package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.List;

/**
 * How pieces say where a token ends: {@code lower} is {@code low@@ er} by joiners and {@code low
 * er</w>} by ends of words.
 *
 * <p>A part of a token that ends in the mark where none is meant is cut before its last character,
 * so that every token comes back: by joiners the token {@code a@@} is {@code a@@@ @}.
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

  /** Whether a part without a mark would be taken for a shorter one with it. */
  private boolean isCut(String part, boolean last) {
    return last != atTheEnd && part.endsWith(mark);
  }

  /**
   * The piece of a part of a token, or the first of the two that it is cut to; the second is a
   * single character.
   *
   * @param last whether the part is its token's last
   */
  String firstPiece(String part, boolean last) {
    return isCut(part, last)
        ? piece(part.substring(0, part.length() - 1), false)
        : piece(part, last);
  }

  /** The pieces of a token's parts. */
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

  /** The tokens of any pieces; what is begun at the end is a token, too, unless it is empty. */
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
