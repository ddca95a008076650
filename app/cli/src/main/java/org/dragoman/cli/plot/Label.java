package org.dragoman.cli.plot;

/**
 * The name of a row or column that is a token.
 *
 * @param text as a reader sees it
 * @param joined whether no space stands before it in the text, which is drawn as a short line
 */
public record Label(String text, boolean joined) {
  /** A name that is no token's. */
  public static Label of(String text) {
    return new Label(text, false);
  }
}
