package org.dragoman.spi;

import java.util.List;

/**
 * Cuts text to tokens and puts exactly the same text together again.
 *
 * <p>For every string x of whole Unicode characters {@code decode(encode(x))} equals x. A token is
 * never empty and holds no white space (U+0020 and its kin are marked inside a token where they
 * must be kept). A tokenizer may be used from several threads at once.
 */
public interface Tokenizer {
  /**
   * The tokens of a text without line breaks; none for an empty text.
   *
   * @throws IllegalArgumentException where the text is not of whole characters, or cannot be cut as
   *     it is configured; the message says why
   */
  List<String> encode(String text);

  /** The text of tokens; takes any tokens, also ones that {@link #encode} would never give. */
  String decode(List<String> tokens);
}
