package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Combines the scorers of several models for one batch: it averages the probabilities and, if all
 * members have them, the attention weights. It owns the scorers.
 */
final class EnsembleScorer implements OpenScorer {
  private final List<? extends OpenScorer> members;
  private final Averaging averaging;

  /** Combines scorers of the same sentences and vocabulary. */
  EnsembleScorer(List<? extends OpenScorer> members, Averaging averaging) {
    this.members = List.copyOf(members);
    this.averaging = averaging;
  }

  @Override
  public int sentences() {
    return members.get(0).sentences();
  }

  @Override
  public int vocabularySize() {
    return members.get(0).vocabularySize();
  }

  @Override
  public State start() {
    List<State> states = new ArrayList<>();
    members.forEach(member -> states.add(member.start()));
    return new States(states);
  }

  @Override
  public Step step(State state, int[] tokens) {
    List<State> before = ((States) state).members();
    List<State> after = new ArrayList<>();
    List<NDArray> logProbabilities = new ArrayList<>();
    List<@Nullable NDArray> weights = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Step step = members.get(i).step(before.get(i), tokens);
      after.add(step.state());
      logProbabilities.add(step.logProbabilities());
      weights.add(step.weights());
    }
    // New arrays belong to the manager of the first member's arrays of this step, and are freed
    // with them.
    return new Step(
        averaging.of(logProbabilities), Ensemble.meanWeights(weights), new States(after));
  }

  @Override
  public void close() {
    members.forEach(OpenScorer::close);
  }

  /** One state for each member, of the same rows. */
  private record States(List<State> members) implements State {
    @Override
    public int rows() {
      return members.get(0).rows();
    }

    @Override
    public State select(int[] rows) {
      return new States(members.stream().map(member -> member.select(rows)).toList());
    }
  }
}
