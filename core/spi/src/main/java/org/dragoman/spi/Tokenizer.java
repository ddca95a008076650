package org.dragoman.spi;

import java.util.List;

/**
 * Cuts text into tokens, and joins tokens to exactly the same text.
 *
 * <p>For every string x without unpaired surrogates {@code decode(encode(x))} equals x. A token is
 * never empty and contains no white space; a tokenizer replaces the spaces that it must keep by
 * marks. A tokenizer may be used from several threads at once.
 */
public interface Tokenizer {
  /**
   * Cuts a text without line breaks into tokens. An empty text has no tokens.
   *
   * @throws IllegalArgumentException if the text contains unpaired surrogates, or cannot be cut
   *     under this configuration; the message says why
   */
  List<String> encode(String text);

  /**
   * Joins tokens to a text. It accepts any tokens, including some that {@link #encode} would never
   * return.
   */
  String decode(List<String> tokens);
}
