package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader of the text sees of a piece. For example, the second piece of {@code Hi ￭!} shows
 * as a joined {@code !}, and the second piece of {@code low@@ er} as a joined {@code er}.
 *
 * @param text the text without the marks of tokenizer and subword model and without the spaces
 *     around it. A case mark is {@code Aa}, {@code AA} or {@code aA}; any other piece that adds
 *     nothing to the text is shown as in the vocabulary
 * @param joined whether there is no space between it and the text before it
 */
public record ShownPiece(String text, boolean joined) {

  /**
   * Computes what a reader sees of each piece of a text: the text that the piece adds to the text
   * of the pieces before it. This works for the marks of any tokenizer and subword model.
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

  /** Returns the length of the common beginning of two texts. */
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
    // A piece of white space only is an escaped character of the text.
    return added.isBlank() ? added : added.strip();
  }
}
