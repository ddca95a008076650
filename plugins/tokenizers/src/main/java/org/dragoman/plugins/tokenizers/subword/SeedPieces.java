package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the pieces with which the training of a unigram language model begins: all units of the
 * tokens, and the strings of units that occur twice or more, up to a length. A string that is
 * always followed by the same unit is left out, because the longer string replaces it.
 *
 * <p>All places where a string may begin are sorted by their first unit, those with the same first
 * unit by their second, and so on. Then neighbouring places that share n units are the occurrences
 * of one string.
 */
final class SeedPieces {
  private static final int END = 0; // of a token, less than any unit

  private final int maxLength;
  private final Map<String, Integer> units = new HashMap<>();
  private final List<MarkedToken> tokens = new ArrayList<>();
  private final long[] weights;
  private final int[] text; // the units of all tokens, with END behind each
  private final int[] tokenOf; // of each place
  private final int[] firstPlaces; // of each token
  private final List<Seed> seeds = new ArrayList<>();

  /**
   * A string of units.
   *
   * @param text its characters
   * @param length in units
   * @param frequency the number of its occurrences, or more
   */
  record Seed(String text, int length, double frequency) {}

  /**
   * Finds the seeds.
   *
   * @param tokens marked
   * @param weights the number of occurrences of each
   * @param maxLength in units
   */
  static List<Seed> of(List<MarkedToken> tokens, long[] weights, int maxLength) {
    SeedPieces pieces = new SeedPieces(tokens, weights, maxLength);
    pieces.addUnits();
    pieces.addStrings();
    return pieces.seeds;
  }

  private SeedPieces(List<MarkedToken> tokens, long[] weights, int maxLength) {
    this.maxLength = maxLength;
    this.weights = weights;
    this.tokens.addAll(tokens);
    int length = tokens.stream().mapToInt(token -> token.units() + 1).sum();
    text = new int[length];
    tokenOf = new int[length];
    firstPlaces = new int[tokens.size()];
    int place = 0;
    for (int t = 0; t < tokens.size(); t++) {
      MarkedToken token = tokens.get(t);
      firstPlaces[t] = place;
      for (int unit = 0; unit < token.units(); unit++) {
        text[place] = units.computeIfAbsent(token.text(unit, unit + 1), u -> units.size() + 1);
        tokenOf[place++] = t;
      }
      tokenOf[place++] = t; // END
    }
  }

  private void addUnits() {
    double[] frequencies = new double[units.size() + 1];
    for (int place = 0; place < text.length; place++) {
      frequencies[text[place]] += weights[tokenOf[place]];
    }
    units.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(unit -> seeds.add(new Seed(unit.getKey(), 1, frequencies[unit.getValue()])));
  }

  private void addStrings() {
    // The upper bits hold the unit at the current depth, the lower bits the place.
    long[] places = new long[text.length - tokens.size()];
    int size = 0;
    for (int place = 0; place < text.length; place++) {
      if (text[place] != END) {
        places[size++] = place;
      }
    }
    if (size > 0) {
      visit(places, 0, size, 0);
    }
  }

  /** Visits places that share their first units, as many as the depth. */
  private void visit(long[] places, int from, int to, int depth) {
    if (depth == maxLength) {
      add(places, from, to, depth);
      return;
    }
    if (to - from == 1) {
      int place = (int) places[from];
      int token = tokenOf[place];
      int end = firstPlaces[token] + tokens.get(token).units();
      add(places, from, to, Math.min(end - place, maxLength));
      return;
    }
    for (int i = from; i < to; i++) {
      int place = (int) places[i];
      places[i] = (long) text[place + depth] << 32 | place;
    }
    Arrays.sort(places, from, to);
    if (places[from] >> 32 == END || places[from] >> 32 != places[to - 1] >> 32) {
      add(places, from, to, depth);
    }
    for (int start = from; start < to; ) {
      long unit = places[start] >> 32;
      int end = start + 1;
      while (end < to && places[end] >> 32 == unit) {
        end++;
      }
      if (unit != END) {
        visit(places, start, end, depth + 1);
      }
      start = end;
    }
  }

  private void add(long[] places, int from, int to, int length) {
    if (length < 2) {
      return;
    }
    double frequency = 0;
    for (int i = from; i < to; i++) {
      frequency += weights[tokenOf[(int) places[i]]];
    }
    if (frequency >= 2) {
      int place = (int) places[from];
      int token = tokenOf[place];
      int unit = place - firstPlaces[token];
      seeds.add(new Seed(tokens.get(token).text(unit, unit + length), length, frequency));
    }
  }
}
