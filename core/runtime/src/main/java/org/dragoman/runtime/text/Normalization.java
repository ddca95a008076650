package org.dragoman.runtime.text;

import java.util.Locale;

/** A step that unifies different spellings of a text. */
public enum Normalization {
  /** Leaves the text as it is. */
  NONE,
  /** Unicode normalisation form C: a letter and its accent become one character. */
  NFC,
  /** Unicode normalisation form KC: also full-width letters, ligatures and the like are unified. */
  NFKC,
  /** Lower case, without the special rules of any language. */
  LOWERCASE;

  String apply(String text) {
    return switch (this) {
      case NONE -> text;
      case NFC -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC);
      case NFKC -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
      case LOWERCASE -> text.toLowerCase(Locale.ROOT);
    };
  }
}
