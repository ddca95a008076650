package org.dragoman.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the words of a segment numbers from 0, equal words the same. */
final class Numbering {
  private final Map<String, Integer> numbers = new HashMap<>();

  int[] of(List<String> words) {
    int[] line = new int[words.size()];
    for (int i = 0; i < line.length; i++) {
      line[i] = numbers.computeIfAbsent(words.get(i), word -> numbers.size());
    }
    return line;
  }
}
