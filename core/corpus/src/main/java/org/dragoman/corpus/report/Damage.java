package org.dragoman.corpus.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** Finds characters that only damaged texts contain. */
final class Damage {
  /** Finds, for each kind of damage, the index of the first such character; -1 if there is none. */
  static final Map<Finding, ToIntFunction<String>> KINDS = kinds();

  private Damage() {}

  private static Map<Finding, ToIntFunction<String>> kinds() {
    Map<Finding, ToIntFunction<String>> kinds = new EnumMap<>(Finding.class);
    kinds.put(Finding.REPLACEMENT_CHARACTER, text -> text.indexOf('\uFFFD'));
    kinds.put(Finding.MOJIBAKE, Mojibake::find);
    kinds.put(Finding.CONTROL_CHARACTER, text -> first(text, Damage::isControl));
    kinds.put(Finding.BYTE_ORDER_MARK, text -> text.indexOf('\uFEFF'));
    kinds.put(
        Finding.PRIVATE_USE,
        text -> first(text, c -> Character.getType(c) == Character.PRIVATE_USE));
    return kinds;
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  private static int first(String text, IntPredicate isDamage) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isDamage.test(c)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return -1;
  }
}
