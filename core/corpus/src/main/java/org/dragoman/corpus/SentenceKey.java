package org.dragoman.corpus;

import java.text.Normalizer;
import java.util.Locale;

/** What a sentence is without case, white space and punctuation. */
public final class SentenceKey {
  private SentenceKey() {}

  /**
   * The letters and digits of a sentence in lower case, one like the other where Unicode has two
   * spellings (NFKC); empty where it has none.
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
