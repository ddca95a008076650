package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.SearchRequest;

/**
 * Which phrases that must occur an output has, and how many tokens it needs at least for the rest.
 *
 * <p>A state is a node of the {@link PhraseAutomaton} and the set of phrases met so far; 0 is that
 * of an empty output. The least number of tokens to the end is found once for every state, from
 * those where all is met backwards. Phrases may overlap in the output, and a way that would
 * complete a banned phrase or use a forbidden token is none.
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
    List<List<Integer>> phrases = asked.required().stream().distinct().toList();
    if (phrases.size() > MOST) {
      throw new IllegalArgumentException(
          "A sentence has %d phrases that must occur; expected at most %d"
              .formatted(phrases.size(), MOST));
    }
    automaton = new PhraseAutomaton(phrases, asked.banned());
    for (int token : automaton.alphabet()) {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "A phrase holds the token %d, expected one of a vocabulary of %d"
                .formatted(token, vocabularySize));
      }
      usable.set(token, !forbidden.get(token));
    }
    all = (1 << phrases.size()) - 1;
    distances = new int[automaton.nodes() * (all + 1)];
    BitSet known = (BitSet) forbidden.clone();
    automaton.alphabet().forEach(known::set);
    measure(known.get(0, vocabularySize).cardinality() < vocabularySize);
  }

  /** The tokens that the phrases are made of. */
  Set<Integer> alphabet() {
    return automaton.alphabet();
  }

  /** The state after one token more. */
  int next(int state, int token) {
    int node = automaton.next(state % automaton.nodes(), token);
    int met = state / automaton.nodes() | automaton.requiredAt(node);
    return met * automaton.nodes() + node;
  }

  /** The state after a token that is in no phrase. */
  int nextByOther(int state) {
    return state / automaton.nodes() * automaton.nodes();
  }

  /** Whether a token may follow a state: it is not forbidden and completes no banned phrase. */
  boolean allows(int state, int token) {
    return usable.get(token)
        && !automaton.isBannedAt(automaton.next(state % automaton.nodes(), token));
  }

  /** How many tokens are needed at least until all phrases are met; 0 where they are. */
  int distance(int state) {
    return distances[state];
  }

  /** Finds the distances, those of states with more phrases met first. */
  private void measure(boolean hasOther) {
    int nodes = automaton.nodes();
    Arrays.fill(distances, NEVER);
    Arrays.fill(distances, all * nodes, distances.length, 0);
    for (int met = all - 1; met >= 0; met--) {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int state = met * nodes; state < (met + 1) * nodes; state++) {
          int shortest = hasOther ? distances[nextByOther(state)] : NEVER;
          for (int token : automaton.alphabet()) {
            if (allows(state, token)) {
              shortest = Math.min(shortest, distances[next(state, token)]);
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
