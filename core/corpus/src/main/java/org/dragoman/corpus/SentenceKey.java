package org.dragoman.corpus;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Reduces a sentence to a key: sentences with the same key differ in case, white space and
 * punctuation only.
 */
public final class SentenceKey {
  private SentenceKey() {}

  /**
   * Returns the letters and digits of a sentence, in lower case and normalized (NFKC); empty if it
   * has none.
   */
  public static String of(String sentence) {
    StringBuilder key = new StringBuilder(sentence.length());
    Normalizer.normalize(sentence, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }
}
