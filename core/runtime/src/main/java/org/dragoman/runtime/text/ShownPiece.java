package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece as a reader of the text sees it: of {@code Hi ￭!} the second piece is a joined {@code !},
 * and of {@code low@@ er} the second is a joined {@code er}.
 *
 * @param text without the marks of tokenizer and subword model and without the spaces around it. A
 *     mark of case is {@code Aa}, {@code AA} or {@code aA}; any other piece that adds nothing to
 *     the text is as in the vocabulary
 * @param joined whether no space stands between it and the text before it
 */
public record ShownPiece(String text, boolean joined) {

  /**
   * Pieces of one text as they are seen: what a piece adds to the text of the pieces before it. So
   * this holds for the marks of any tokenizer and subword model.
   *
   * @return one for each piece, in order
   */
  static List<ShownPiece> of(List<String> pieces, Segmenter segmenter) {
    List<ShownPiece> shown = new ArrayList<>(pieces.size());
    String before = "";
    for (int i = 0; i < pieces.size(); i++) {
      String text = segmenter.text(pieces.subList(0, i + 1));
      String added = text.substring(shared(before, text));
      boolean joined = !before.isEmpty() && !added.isEmpty() && !added.startsWith(" ");
      shown.add(new ShownPiece(seen(added, pieces.get(i), segmenter), joined));
      before = text;
    }
    return List.copyOf(shown);
  }

  /** How many characters two texts begin with alike. */
  private static int shared(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String seen(String added, String piece, Segmenter segmenter) {
    if (added.isEmpty()) {
      return segmenter.caseOf(piece).orElse(piece);
    }
    // White space alone is an escaped character of the text.
    return added.isBlank() ? added : added.strip();
  }
}
