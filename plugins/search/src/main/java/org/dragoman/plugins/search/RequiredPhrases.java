package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dragoman.spi.SearchRequest;

/**
 * Which phrases that must occur an output has, and how many tokens it needs at least for the rest.
 *
 * <p>A state is a node of the {@link PhraseAutomaton} and the set of phrases that have occurred
 * before it; 0 is that of an empty output. What ends at the node has occurred if the output ends
 * there, and if what comes next is not in its way. The least number of tokens to the end is found
 * once for every state, from those where all is met backwards. Phrases may overlap in the output,
 * and a way that would complete a banned phrase or use a forbidden token is none.
 */
final class RequiredPhrases {
  /** More would make the table of states too large. */
  static final int MOST = 10;

  /** The distance where the phrases cannot all be met. */
  static final int NEVER = Integer.MAX_VALUE / 2;

  private final PhraseAutomaton automaton;
  private final BitSet usable = new BitSet();
  private final int all;
  private final int[] distances;

  /**
   * The phrases of a sentence.
   *
   * @param forbidden ids that no output may hold
   * @param vocabularySize the number of tokens
   * @throws IllegalArgumentException where there are too many
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

  /** The tokens that the phrases are made of. */
  List<Integer> alphabet() {
    return automaton.alphabet();
  }

  /** The other tokens in groups; those of a group lead to the same states. */
  List<BitSet> groups() {
    return automaton.groups();
  }

  /** The state after one token more. */
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

  /** How many tokens are needed at least until all phrases are met; 0 where they are. */
  int distance(int state) {
    return distances[state];
  }

  /** Whether all phrases have occurred, whatever comes next. */
  boolean isSettled(int state) {
    return state / automaton.nodes() == all;
  }

  /** Finds the distances, those of states with more phrases met first. */
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
