package org.dragoman.training.guard;

import org.jspecify.annotations.Nullable;

/**
 * Detects that the loss diverges: the mean over the last ten or so updates is far above the lowest
 * mean over a hundred or so. An update that is not finite does not count for the means; a hundred
 * of them in a row are a divergence, too.
 */
public final class Divergence {
  private static final double QUICK = 0.9;
  private static final double SLOW = 0.99;
  private static final int WARM_UP = 100;
  private static final int HOPELESS = 100;

  private final GuardConfig config;
  private State state = State.START;

  /**
   * The state that a checkpoint keeps.
   *
   * @param the number of updates in the means
   * @param quick mean loss of about the last ten updates
   * @param slow mean loss of about the last hundred updates
   * @param lowest the lowest slow mean so far
   * @param notFinite the number of updates in a row that were not finite
   */
  public record State(long updates, double quick, double slow, double lowest, int notFinite) {
    static final State START = new State(0, 0, 0, 0, 0);
  }

  /** Creates the detector before the first update. */
  public Divergence(GuardConfig config) {
    this.config = config;
  }

  /**
   * Adds an update.
   *
   * @param loss the mean loss per token; not finite if the update was left out
   * @return whether the run has diverged
   */
  public boolean updated(double loss) {
    if (!Double.isFinite(loss)) {
      state =
          new State(
              state.updates(), state.quick(), state.slow(), state.lowest(), state.notFinite() + 1);
      return state.notFinite() >= HOPELESS;
    }
    long updates = state.updates() + 1;
    double quick = mean(state.quick(), loss, QUICK, updates);
    double slow = mean(state.slow(), loss, SLOW, updates);
    double lowest = updates <= WARM_UP ? slow : Math.min(state.lowest(), slow);
    state = new State(updates, quick, slow, lowest, 0);
    return updates > WARM_UP && isAbove(state, 1);
  }

  /** Updates an exponential mean; at the beginning all updates count equally. */
  private static double mean(double before, double value, double decay, long count) {
    double now = Math.min(decay, (count - 1.0) / count);
    return now * before + (1 - now) * value;
  }

  /**
   * Returns whether the quick mean is above a share of the way from the lowest mean to the bound.
   */
  private boolean isAbove(State at, double share) {
    double bound = config.factor() * at.lowest() + config.margin();
    return config.factor() > 0 && at.quick() > at.lowest() + share * (bound - at.lowest());
  }

  /** Returns whether a run may go back to a checkpoint with this state. */
  public boolean isGood(@Nullable State saved) {
    return saved == null || (saved.notFinite() == 0 && !isAbove(saved, 0.5));
  }

  /** Returns the state, for a checkpoint. */
  public State state() {
    return state;
  }

  /** Restores a state; null for a checkpoint of an earlier version. */
  public void restore(@Nullable State saved) {
    state = saved == null ? State.START : saved;
  }
}
