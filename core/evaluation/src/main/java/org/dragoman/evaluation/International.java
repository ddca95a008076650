package org.dragoman.evaluation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import java.util.List;

/**
 * The international tokenizer of NIST's {@code mteval-v14.pl} as sacreBLEU implements it: three
 * substitutions over the whole line, {@code (\P{N})(\p{P})} to {@code "\1 \2 "}, {@code
 * (\p{P})(\P{N})} to {@code " \1 \2"}, {@code (\p{S})} to {@code " \1 "}. A match consumes all its
 * characters. The categories are those of ICU's version of Unicode.
 */
final class International {

  private International() {}

  static List<String> tokens(String line) {
    int[] text = line.codePoints().toArray();
    return PythonText.split(separateSymbols(separateBeforeNonNumber(separateAfterNonNumber(text))));
  }

  private static int[] separateAfterNonNumber(int[] text) {
    StringBuilder result = new StringBuilder(2 * text.length);
    for (int i = 0; i < text.length; i++) {
      result.appendCodePoint(text[i]);
      if (i + 1 < text.length && !isNumber(text[i]) && isPunctuation(text[i + 1])) {
        result.append(' ').appendCodePoint(text[++i]).append(' ');
      }
    }
    return result.codePoints().toArray();
  }

  private static int[] separateBeforeNonNumber(int[] text) {
    StringBuilder result = new StringBuilder(2 * text.length);
    for (int i = 0; i < text.length; i++) {
      if (i + 1 < text.length && isPunctuation(text[i]) && !isNumber(text[i + 1])) {
        result.append(' ').appendCodePoint(text[i]).append(' ').appendCodePoint(text[++i]);
      } else {
        result.appendCodePoint(text[i]);
      }
    }
    return result.codePoints().toArray();
  }

  private static CharSequence separateSymbols(int[] text) {
    StringBuilder result = new StringBuilder(2 * text.length);
    for (int codePoint : text) {
      if (isSymbol(codePoint)) {
        result.append(' ').appendCodePoint(codePoint).append(' ');
      } else {
        result.appendCodePoint(codePoint);
      }
    }
    return result;
  }

  private static boolean isNumber(int codePoint) {
    return switch (UCharacter.getType(codePoint)) {
      case ECharacterCategory.DECIMAL_DIGIT_NUMBER,
          ECharacterCategory.LETTER_NUMBER,
          ECharacterCategory.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  private static boolean isPunctuation(int codePoint) {
    return switch (UCharacter.getType(codePoint)) {
      case ECharacterCategory.CONNECTOR_PUNCTUATION,
          ECharacterCategory.DASH_PUNCTUATION,
          ECharacterCategory.START_PUNCTUATION,
          ECharacterCategory.END_PUNCTUATION,
          ECharacterCategory.INITIAL_PUNCTUATION,
          ECharacterCategory.FINAL_PUNCTUATION,
          ECharacterCategory.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isSymbol(int codePoint) {
    return switch (UCharacter.getType(codePoint)) {
      case ECharacterCategory.MATH_SYMBOL,
          ECharacterCategory.CURRENCY_SYMBOL,
          ECharacterCategory.MODIFIER_SYMBOL,
          ECharacterCategory.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }
}
