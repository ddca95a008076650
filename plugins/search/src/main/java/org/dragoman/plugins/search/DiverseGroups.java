package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.spi.Hypothesis;

/**
 * The beams of one sentence. In each step they choose one after the other. In the first step they
 * share a row; after that each has its own rows, until it is done.
 */
final class DiverseGroups implements SentenceSearch<BeamStep> {
  private final Map<Integer, Integer> chosen = new HashMap<>();
  private final double strength;
  private final int groupSize;
  private final int nBest;
  private final List<SentenceBeam> groups = new ArrayList<>();
  private List<SentenceBeam> live;
  private boolean first = true;

  DiverseGroups(DiverseBeamConfig config, TokenRules rules, BeamTask task) {
    strength = config.strength();
    groupSize = config.group().size();
    nBest = task.nBest();
    for (int i = 0; i < config.groups(); i++) {
      groups.add(new SentenceBeam(config.group(), new Group(rules), task));
    }
    live = groups;
  }

  @Override
  public List<NextToken> next() {
    return first
        ? groups.get(0).next()
        : live.stream().flatMap(group -> group.next().stream()).toList();
  }

  @Override
  public void advance(BeamStep step, int firstRow) {
    chosen.clear();
    int row = firstRow;
    for (SentenceBeam group : live) {
      group.advance(step, row);
      row += first ? 0 : groupSize;
    }
    live = live.stream().filter(group -> !group.isDone()).toList();
    first = false;
  }

  @Override
  public boolean isDone() {
    return live.isEmpty();
  }

  @Override
  public List<Branch> survivors() {
    return live.stream().flatMap(group -> group.survivors().stream()).toList();
  }

  /** Returns the best of all groups, each output once. */
  @Override
  public List<Hypothesis> hypotheses() {
    Set<List<Integer>> seen = new HashSet<>();
    return groups.stream()
        .flatMap(group -> group.hypotheses().stream())
        .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
        .filter(hypothesis -> seen.add(hypothesis.tokens()))
        .limit(nBest)
        .toList();
  }

  /** Chooses by totals minus the cost of tokens that earlier groups chose in this step. */
  private final class Group implements Guide {
    private final TokenRules rules;

    Group(TokenRules rules) {
      this.rules = rules;
    }

    @Override
    public NextToken next(Prefix prefix) {
      return rules.next(prefix);
    }

    @Override
    public List<Branch> select(List<Branch> branches, int size) {
      List<Branch> sorted = new ArrayList<>(branches);
      sorted.sort(
          Comparator.comparingDouble(
                  (Branch branch) ->
                      branch.total() - strength * chosen.getOrDefault(branch.token(), 0))
              .reversed());
      List<Branch> best = Guide.super.select(sorted, size);
      best.forEach(branch -> chosen.merge(branch.token(), 1, Integer::sum));
      return best;
    }
  }
}
