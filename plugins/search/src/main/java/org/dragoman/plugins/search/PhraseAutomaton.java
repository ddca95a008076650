package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dragoman.spi.SearchRequest.Phrase;

/**
 * Finds phrases in a growing sequence, as the automaton of Aho and Corasick (1975) does, but it
 * also respects {@code notBefore} and {@code notAfter} of the phrases. A node stands for two
 * things: the beginnings of phrases (and whole phrases) that the sequence ends with, and the
 * phrases that may not begin after the last token. Node 0 is the empty sequence.
 *
 * <p>Tokens that are in no phrase are put into groups: those of a group belong to the same {@code
 * notAfter} and {@code notBefore} sets. The symbols that lead from node to node are numbered: first
 * the tokens of the phrases, then the groups.
 */
final class PhraseAutomaton {
  private final List<Phrase> phrases = new ArrayList<>();
  private final List<Integer> bits = new ArrayList<>();
  private final List<Set<Integer>> sets = new ArrayList<>();
  private final List<Integer> notAfter = new ArrayList<>();
  private final List<Integer> alphabet;
  private final int[] symbols;
  private final List<BitSet> groups = new ArrayList<>();
  private final Map<Place, Integer> nodes = new LinkedHashMap<>();
  private final List<int[]> next = new ArrayList<>();
  private final List<int[]> settled = new ArrayList<>();
  private final List<Integer> pending = new ArrayList<>();
  private final List<Boolean> banned = new ArrayList<>();

  /**
   * The part of the past that matters: two sequences with equal places are one node.
   *
   * @param begun one bit for each beginning of each phrase, from 1 token to all; set if the
   *     sequence ends with it
   * @param last the {@code notAfter} sets that contain the last token
   */
  private record Place(BitSet begun, BitSet last) {}

  /**
   * Creates an automaton.
   *
   * @param required spellings of at most 31 phrases
   * @param vocabularySize the number of tokens
   * @throws IllegalArgumentException if a phrase contains an id outside the vocabulary
   */
  PhraseAutomaton(List<List<Phrase>> required, List<Phrase> bannedPhrases, int vocabularySize) {
    for (int i = 0; i < required.size(); i++) {
      for (Phrase spelling : required.get(i)) {
        phrases.add(spelling);
        bits.add(1 << i);
      }
    }
    for (Phrase phrase : bannedPhrases) {
      phrases.add(phrase);
      bits.add(0);
    }
    TreeSet<Integer> tokens = new TreeSet<>();
    phrases.forEach(phrase -> tokens.addAll(phrase.tokens()));
    alphabet = List.copyOf(tokens);
    for (int token : alphabet) {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "A phrase holds the token %d, expected one of a vocabulary of %d"
                .formatted(token, vocabularySize));
      }
    }
    for (Phrase phrase : phrases) {
      notAfter.add(numberOf(phrase.notAfter()));
      numberOf(phrase.notBefore());
    }
    symbols = symbols(vocabularySize);
    build();
  }

  /**
   * Numbers a set. Sets are compared by identity, because phrases share them and they may be large.
   */
  private int numberOf(Set<Integer> set) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i) == set) {
        return i;
      }
    }
    sets.add(set);
    return sets.size() - 1;
  }

  /** Computes the symbol of each token, and fills the groups. */
  private int[] symbols(int vocabularySize) {
    int[] found = new int[vocabularySize];
    Map<BitSet, Integer> numbers = new HashMap<>();
    BitSet[] memberships = new BitSet[vocabularySize];
    for (int token = 0; token < vocabularySize; token++) {
      memberships[token] = new BitSet();
    }
    for (int i = 0; i < sets.size(); i++) {
      for (int token : sets.get(i)) {
        if (token >= 0 && token < vocabularySize) {
          memberships[token].set(i);
        }
      }
    }
    BitSet known = new BitSet();
    for (int i = 0; i < alphabet.size(); i++) {
      found[alphabet.get(i)] = i;
      known.set(alphabet.get(i));
    }
    for (int token = known.nextClearBit(0);
        token < vocabularySize;
        token = known.nextClearBit(token + 1)) {
      int group = numbers.computeIfAbsent(memberships[token], unused -> numbers.size());
      if (group == groups.size()) {
        groups.add(new BitSet());
      }
      groups.get(group).set(token);
      found[token] = alphabet.size() + group;
    }
    return found;
  }

  private void build() {
    List<Place> queue = new ArrayList<>();
    add(new Place(new BitSet(), new BitSet()), queue);
    for (int i = 0; i < queue.size(); i++) {
      int[] row = new int[symbols()];
      int[] settledBy = new int[symbols()];
      for (int symbol = 0; symbol < row.length; symbol++) {
        int token =
            symbol < alphabet.size()
                ? alphabet.get(symbol)
                : groups.get(symbol - alphabet.size()).nextSetBit(0);
        row[symbol] = add(after(queue.get(i), token), queue);
        settledBy[symbol] = settled(queue.get(i), token);
      }
      next.add(row);
      settled.add(settledBy);
    }
  }

  private int add(Place place, List<Place> queue) {
    Integer known = nodes.get(place);
    if (known != null) {
      return known;
    }
    int met = 0;
    boolean refused = false;
    int end = -1;
    for (int i = 0; i < phrases.size(); i++) {
      end += phrases.get(i).tokens().size();
      if (place.begun().get(end)) {
        met |= bits.get(i);
        refused |= bits.get(i) == 0;
      }
    }
    queue.add(place);
    pending.add(met);
    banned.add(refused);
    nodes.put(place, nodes.size());
    return nodes.size() - 1;
  }

  private Place after(Place place, int token) {
    BitSet begun = new BitSet();
    BitSet last = new BitSet();
    int first = 0;
    for (int p = 0; p < phrases.size(); p++) {
      List<Integer> tokens = phrases.get(p).tokens();
      for (int i = 0; i < tokens.size(); i++) {
        boolean reached =
            i == 0 ? !place.last().get(notAfter.get(p)) : place.begun().get(first + i - 1);
        if (reached && tokens.get(i) == token) {
          begun.set(first + i);
        }
      }
      if (phrases.get(p).notAfter().contains(token)) {
        last.set(notAfter.get(p));
      }
      first += tokens.size();
    }
    return new Place(begun, last);
  }

  private int settled(Place place, int token) {
    int met = 0;
    int end = -1;
    for (int i = 0; i < phrases.size(); i++) {
      end += phrases.get(i).tokens().size();
      if (place.begun().get(end) && !phrases.get(i).notBefore().contains(token)) {
        met |= bits.get(i);
      }
    }
    return met;
  }

  /** The number of nodes. */
  int nodes() {
    return nodes.size();
  }

  /** The number of symbols. */
  int symbols() {
    return alphabet.size() + groups.size();
  }

  /** Returns the tokens of all phrases; the symbol of a token is its index. */
  List<Integer> alphabet() {
    return alphabet;
  }

  /**
   * Returns the groups of the other tokens; their symbols come after those of the phrase tokens.
   */
  List<BitSet> groups() {
    return groups;
  }

  /** The symbol of a token. */
  int symbol(int token) {
    return symbols[token];
  }

  /** Returns the node after one more symbol. */
  int next(int node, int symbol) {
    return next.get(node)[symbol];
  }

  /**
   * Returns the required phrases, one bit each, that end at a node. They have occurred unless the
   * next token is in their {@code notBefore}.
   */
  int pendingAt(int node) {
    return pending.get(node);
  }

  /** Returns those of them that have occurred if the given symbol comes next. */
  int settledBy(int node, int symbol) {
    return settled.get(node)[symbol];
  }

  /** Whether a banned phrase ends at a node. */
  boolean isBannedAt(int node) {
    return banned.get(node);
  }
}
