package org.dragoman.runtime.text;

import org.dragoman.spi.Tokenizer;

/** How tokens represent upper and lower case. */
public enum Casing {
  /** Tokens keep their letters: {@code The} and {@code the} are two words to a model. */
  KEEP,
  /** Tokens are lower-cased, and a mark before them restores their case. */
  MARK;

  /** Returns the tokenizer, followed by this treatment of case. */
  public Tokenizer of(Tokenizer tokenizer) {
    return this == MARK ? new CaseMarks(tokenizer) : tokenizer;
  }
}
