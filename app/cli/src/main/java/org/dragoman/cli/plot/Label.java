package org.dragoman.cli.plot;

/**
 * The name of a row or column that is a token.
 *
 * @param text as a reader sees it
 * @param joined whether there is no space before it in the text; shown as a short line
 */
public record Label(String text, boolean joined) {
  /** Creates a name that is not a token. */
  public static Label of(String text) {
    return new Label(text, false);
  }
}
