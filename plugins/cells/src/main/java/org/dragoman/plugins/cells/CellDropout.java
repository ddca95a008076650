package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Dropout of a cell's recurrence.
 *
 * @param state rate of variational dropout: the recurrent products drop the same units of h at each
 *     step of a sequence. Gal and Ghahramani 2016, "A Theoretically Grounded Application of Dropout
 *     in Recurrent Neural Networks" (arXiv:1512.05287)
 * @param update rate of recurrent dropout without memory loss: it drops units of the candidate,
 *     other ones at each step. Semeniuta et al. 2016, "Recurrent Dropout without Memory Loss"
 *     (arXiv:1603.05118)
 * @param zoneout probability that a unit of h keeps its old value, and independently a unit of c.
 *     In inference all units take the expectation. Krueger et al. 2017, "Zoneout: Regularizing RNNs
 *     by Randomly Preserving Hidden Activations" (arXiv:1606.01305)
 */
public record CellDropout(
    @Option(value = CellDropout.STATE, defaultValue = "0.0") double state,
    @Option(value = CellDropout.UPDATE, defaultValue = "0.0") double update,
    @Option(value = CellDropout.ZONEOUT, defaultValue = "0.0") double zoneout) {
  static final String STATE =
      "Rate of variational dropout: it drops units of h in the recurrent products, with"
          + " one mask per sequence.";
  static final String UPDATE =
      "Rate of recurrent dropout without memory loss: it drops units of the candidate,"
          + " drawn at each step.";
  static final String ZONEOUT =
      "Probability that a unit of the state keeps its old value, drawn at each step.";

  /** No dropout. */
  static final CellDropout NONE = new CellDropout(0, 0, 0);

  /** Checks the rates. */
  public CellDropout {
    requireRate("state", state);
    requireRate("update", update);
    requireRate("zoneout", zoneout);
  }

  static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and below 1, got " + rate);
    }
  }
}
