package org.dragoman.corpus;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

/** The scripts that a language is written in: one for most, three for Japanese. */
public final class Script {
  /** The least share of letters that must be in the script. */
  private static final double SHARE = 0.5;

  // Script codes of ICU.
  private final int[] codes;

  private Script(int[] codes) {
    this.codes = codes;
  }

  /**
   * The script of a language.
   *
   * @param language as a BCP 47 tag; a tag may name the script, as sr-Latn does
   * @throws IllegalArgumentException if no script is known for it
   */
  static Script of(String language) {
    Script script = find(language);
    if (script == null) {
      throw new IllegalArgumentException(
          "data.filters.script: the script of the language '%s' is not known. Add it to the tag, as in %s-Latn, or leave the filter out."
              .formatted(language, language));
    }
    return script;
  }

  /** Returns the script of a language as {@link #of} does; null if none is known. */
  public static @Nullable Script find(String language) {
    int[] codes = UScript.getCode(ULocale.forLanguageTag(language));
    return codes == null ? null : new Script(codes);
  }

  /**
   * Returns whether at least half of the letters belong to the script. Letters that belong to no
   * script are not counted. True for a text without letters.
   */
  public boolean isOf(String text) {
    int[] letters = text.codePoints().filter(Script::hasScript).toArray();
    int own = 0;
    for (int letter : letters) {
      own += isOwn(letter) ? 1 : 0;
    }
    return own >= SHARE * letters.length;
  }

  private static boolean hasScript(int character) {
    int script = UScript.getScript(character);
    return Character.isLetter(character) && script != UScript.COMMON && script != UScript.INHERITED;
  }

  private boolean isOwn(int letter) {
    for (int code : codes) {
      if (UScript.hasScript(letter, code)) {
        return true;
      }
    }
    return false;
  }
}
