package org.dragoman.training.guard;

import org.jspecify.annotations.Nullable;

/**
 * Sees whether the loss goes out of bounds: whether the mean of the last updates, some ten of them,
 * is far above the lowest mean of some hundred. An update that is not finite does not count for the
 * means; a hundred of them in a row are a divergence, too.
 */
public final class Divergence {
  private static final double QUICK = 0.9;
  private static final double SLOW = 0.99;
  private static final int WARM_UP = 100;
  private static final int HOPELESS = 100;

  private final GuardConfig config;
  private State state = State.START;

  /**
   * What a checkpoint keeps of it.
   *
   * @param updates that counted
   * @param quick mean loss of the last updates
   * @param slow mean loss of more of them
   * @param lowest slow mean so far
   * @param notFinite updates in a row
   */
  public record State(long updates, double quick, double slow, double lowest, int notFinite) {
    static final State START = new State(0, 0, 0, 0, 0);
  }

  /** Before the first update. */
  public Divergence(GuardConfig config) {
    this.config = config;
  }

  /**
   * Takes an update in.
   *
   * @param loss mean a token; not finite where the update was left out
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

  /** As of the first updates all count alike. */
  private static double mean(double before, double value, double decay, long count) {
    double now = Math.min(decay, (count - 1.0) / count);
    return now * before + (1 - now) * value;
  }

  /** Whether the quick mean is above a share of the way from the lowest one to the bound. */
  private boolean isAbove(State at, double share) {
    double bound = config.factor() * at.lowest() + config.margin();
    return config.factor() > 0 && at.quick() > at.lowest() + share * (bound - at.lowest());
  }

  /** Whether a run that was saved with a state is worth going back to. */
  public boolean isGood(@Nullable State saved) {
    return saved == null || (saved.notFinite() == 0 && !isAbove(saved, 0.5));
  }

  /** The state, for a checkpoint. */
  public State state() {
    return state;
  }

  /** Goes on from a state; null in a checkpoint of an earlier version. */
  public void restore(@Nullable State saved) {
    state = saved == null ? State.START : saved;
  }
}
