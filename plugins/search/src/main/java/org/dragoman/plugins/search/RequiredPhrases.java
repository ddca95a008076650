package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dragoman.spi.SearchRequest;

/**
 * Tracks which required phrases an output contains, and the least number of tokens that it needs
 * for the others.
 *
 * <p>A state is a node of the {@link PhraseAutomaton} together with the set of phrases that have
 * occurred before it; 0 is the state of the empty output. A phrase that ends at the node has
 * occurred if the output ends there, or if the next token is not in its {@code notBefore}. The
 * distance of a state, the least number of tokens until all phrases have occurred, is computed once
 * for every state, backwards from the states where all have occurred. Phrases may overlap; paths
 * that complete a banned phrase or use a forbidden token do not count.
 */
final class RequiredPhrases {
  /** The greatest number of phrases; more would make the table of states too large. */
  static final int MOST = 10;

  /** The distance of a state from which the phrases can no longer all occur. */
  static final int NEVER = Integer.MAX_VALUE / 2;

  private final PhraseAutomaton automaton;
  private final BitSet usable = new BitSet();
  private final int all;
  private final int[] distances;

  /**
   * Creates the table for the phrases of a sentence.
   *
   * @param forbidden ids that no output may contain
   * @param vocabularySize the number of tokens
   * @throws IllegalArgumentException if there are too many
   */
  RequiredPhrases(SearchRequest.Sentence asked, BitSet forbidden, int vocabularySize) {
    List<List<SearchRequest.Phrase>> phrases = asked.required().stream().distinct().toList();
    if (phrases.size() > MOST) {
      throw new IllegalArgumentException(
          ("A sentence has %d phrases that must occur; the search 'constrained' keeps at most %d."
                  + " Ask for fewer, or for neighbouring words as one phrase.")
              .formatted(phrases.size(), MOST));
    }
    automaton = new PhraseAutomaton(phrases, asked.banned(), vocabularySize);
    for (int symbol = 0; symbol < automaton.alphabet().size(); symbol++) {
      usable.set(symbol, !forbidden.get(automaton.alphabet().get(symbol)));
    }
    for (int group = 0; group < groups().size(); group++) {
      BitSet members = (BitSet) groups().get(group).clone();
      members.andNot(forbidden);
      usable.set(automaton.alphabet().size() + group, !members.isEmpty());
    }
    all = (1 << phrases.size()) - 1;
    distances = new int[automaton.nodes() * (all + 1)];
    measure();
  }

  /** Returns the tokens of the phrases. */
  List<Integer> alphabet() {
    return automaton.alphabet();
  }

  /** Returns the other tokens in groups; all tokens of a group lead to the same states. */
  List<BitSet> groups() {
    return automaton.groups();
  }

  /** Returns the state after one more token. */
  int next(int state, int token) {
    return nextBySymbol(state, automaton.symbol(token));
  }

  /** The state after a token of a group. */
  int nextByGroup(int state, int group) {
    return nextBySymbol(state, automaton.alphabet().size() + group);
  }

  private int nextBySymbol(int state, int symbol) {
    int node = state % automaton.nodes();
    int met = state / automaton.nodes() | automaton.settledBy(node, symbol);
    return met * automaton.nodes() + automaton.next(node, symbol);
  }

  /** Whether a token may follow a state: it is not forbidden and completes no banned phrase. */
  boolean allows(int state, int token) {
    return allowsSymbol(state, automaton.symbol(token));
  }

  private boolean allowsSymbol(int state, int symbol) {
    return usable.get(symbol)
        && !automaton.isBannedAt(automaton.next(state % automaton.nodes(), symbol));
  }

  /** Returns the least number of tokens until all phrases have occurred; 0 if they have. */
  int distance(int state) {
    return distances[state];
  }

  /** Returns whether all phrases have occurred, whatever comes next. */
  boolean isSettled(int state) {
    return state / automaton.nodes() == all;
  }

  /** Computes the distances, first those of states where more phrases have occurred. */
  private void measure() {
    int nodes = automaton.nodes();
    Arrays.fill(distances, NEVER);
    for (int state = 0; state < distances.length; state++) {
      if ((state / nodes | automaton.pendingAt(state % nodes)) == all) {
        distances[state] = 0;
      }
    }
    for (int met = all - 1; met >= 0; met--) {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int state = met * nodes; state < (met + 1) * nodes; state++) {
          int shortest = NEVER;
          for (int symbol = 0; distances[state] > 0 && symbol < automaton.symbols(); symbol++) {
            if (allowsSymbol(state, symbol)) {
              shortest = Math.min(shortest, distances[nextBySymbol(state, symbol)]);
            }
          }
          if (shortest + 1 < distances[state]) {
            distances[state] = shortest + 1;
            changed = true;
          }
        }
      }
    }
  }
}
