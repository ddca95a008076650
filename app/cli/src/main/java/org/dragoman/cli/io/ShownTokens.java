package org.dragoman.cli.io;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.cli.plot.Label;
import org.dragoman.runtime.text.ShownPiece;
import org.dragoman.runtime.text.Vocabulary;

/** Makes labels of tokens for pictures and pages. */
public final class ShownTokens {
  private static final Label END = Label.of(Vocabulary.SPECIALS.get(Vocabulary.END));

  private ShownTokens() {}

  /** A label for each token, and one for the end mark after them. */
  public static List<Label> labels(List<ShownPiece> tokens) {
    List<Label> labels = new ArrayList<>();
    tokens.forEach(token -> labels.add(new Label(VisibleText.of(token.text()), token.joined())));
    labels.add(END);
    return labels;
  }

  /**
   * Returns labels of tokens as in the vocabulary, for when it is not known how they are joined.
   */
  public static List<Label> plain(List<String> tokens) {
    return labels(tokens.stream().map(token -> new ShownPiece(token, false)).toList());
  }
}
