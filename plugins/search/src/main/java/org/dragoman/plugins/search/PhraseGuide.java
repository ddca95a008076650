package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Steers a beam so that the required phrases occur. See {@link ConstrainedSearch}.
 *
 * <p>It offers each token that completes more of the phrases, whatever its rank. It excludes each
 * token after which the missing phrases would no longer fit into the greatest length; so at the end
 * only tokens of the phrases are left. If they do not fit at all, or the phrases cannot all occur,
 * it gives them up.
 */
final class PhraseGuide implements Guide {
  private final TokenRules rules;
  private final RequiredPhrases phrases;
  private final int endToken;

  PhraseGuide(TokenRules rules, RequiredPhrases phrases, int endToken) {
    this.rules = rules;
    this.phrases = phrases;
    this.endToken = endToken;
  }

  @Override
  public NextToken next(Prefix prefix) {
    NextToken next = rules.next(prefix);
    int state = prefix.state();
    int missing = phrases.distance(state);
    int room = rules.maxLength() - prefix.length();
    if (rules.isForced(prefix) || phrases.isSettled(state) || missing > room) {
      return next;
    }
    BitSet excluded = (BitSet) next.excluded().clone();
    boolean open = missing == 0;
    for (int group = 0; group < phrases.groups().size(); group++) {
      if (phrases.distance(phrases.nextByGroup(state, group)) < room) {
        open = true;
      } else {
        excluded.or(phrases.groups().get(group));
      }
    }
    excluded.set(endToken, missing > 0 || next.excluded().get(endToken));
    List<Integer> offered = new ArrayList<>();
    for (int token : phrases.alphabet()) {
      int after = phrases.distance(phrases.next(state, token));
      if (!phrases.allows(state, token) || after >= room) {
        excluded.set(token);
      } else if (after < missing || (!open && !excluded.get(token))) {
        offered.add(token);
      }
    }
    int[] tokens = offered.stream().mapToInt(Integer::intValue).toArray();
    return new NextToken(open, excluded, tokens, next.repeated());
  }

  @Override
  public Prefix grow(Branch branch) {
    return branch.grown().in(phrases.next(branch.prefix().state(), branch.token()));
  }

  /**
   * Takes the best prefix that misses no token, the best that misses one, and so on; then the next
   * best of each, until there are {@code size}.
   */
  @Override
  public List<Branch> select(List<Branch> branches, int size) {
    SortedMap<Integer, List<Branch>> banks = new TreeMap<>();
    for (Branch branch : branches) {
      banks.computeIfAbsent(missingAfter(branch), missing -> new ArrayList<>()).add(branch);
    }
    List<Iterator<Branch>> turns =
        new ArrayList<>(banks.values().stream().map(List::iterator).toList());
    List<Branch> selected = new ArrayList<>(size);
    while (selected.size() < size && !turns.isEmpty()) {
      for (Iterator<Branch> turn : turns) {
        if (selected.size() < size && turn.hasNext()) {
          selected.add(turn.next());
        }
      }
      turns.removeIf(turn -> !turn.hasNext());
    }
    selected.sort(Branch.BEST_FIRST);
    return selected;
  }

  private int missingAfter(Branch branch) {
    int state = branch.prefix().state();
    return branch.token() == endToken
        ? phrases.distance(state)
        : phrases.distance(phrases.next(state, branch.token()));
  }
}
