package org.dragoman.runtime.text;

import org.dragoman.spi.Tokenizer;

/** What becomes of upper and lower case in tokens. */
public enum Casing {
  /** Tokens keep their letters: {@code The} and {@code the} are two words to a model. */
  KEEP,
  /** Tokens are lower-cased, with a mark before them that brings their case back. */
  MARK;

  /** The tokenizer with this treatment of case behind it. */
  public Tokenizer of(Tokenizer tokenizer) {
    return this == MARK ? new CaseMarks(tokenizer) : tokenizer;
  }
}
