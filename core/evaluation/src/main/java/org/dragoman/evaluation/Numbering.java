package org.dragoman.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the words of a segment from 0. Equal words get the same number. */
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
