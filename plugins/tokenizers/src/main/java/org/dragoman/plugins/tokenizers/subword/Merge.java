package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.List;

/**
 * Two symbols that are joined to one. The last symbol of a word ends in {@link #WORD_END}.
 *
 * @param left the first symbol
 * @param right the second symbol
 */
record Merge(String left, String right) {
  /** The end of the last symbol of a word. */
  static final String WORD_END = "</w>";

  /** Returns the joined symbol. */
  String merged() {
    return left + right;
  }

  /** A word's symbols before any merge: its code points, the last with {@link #WORD_END}. */
  static List<String> symbols(String word) {
    List<String> symbols = new ArrayList<>(word.length());
    word.codePoints().forEach(c -> symbols.add(Character.toString(c)));
    if (!symbols.isEmpty()) {
      int last = symbols.size() - 1;
      symbols.set(last, symbols.get(last) + WORD_END);
    }
    return symbols;
  }
}
