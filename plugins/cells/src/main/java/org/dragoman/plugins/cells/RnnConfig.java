package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Configuration of a cell without gates.
 *
 * @param size hidden units
 * @param recurrentInit the initial values of the recurrent matrix
 * @param dropout of the recurrence
 */
public record RnnConfig(
    @Option(value = "Hidden units.", defaultValue = "512") int size,
    @Option(value = "Initial values of the recurrent matrix.", defaultValue = "uniform")
        RecurrentInit recurrentInit,
    @Option(value = "Dropout of the recurrence.", defaultValue = "{}") Dropout dropout) {

  /** Checks the size. */
  public RnnConfig {
    SizeConfig.requireSize(size);
  }

  /**
   * Dropout of a cell without gates. Each step replaces the whole state, so there is no update to
   * drop.
   *
   * @param state rate
   * @param zoneout rate
   */
  public record Dropout(
      @Option(value = CellDropout.STATE, defaultValue = "0.0") double state,
      @Option(value = CellDropout.ZONEOUT, defaultValue = "0.0") double zoneout) {

    /** Checks the rates. */
    public Dropout {
      CellDropout.requireRate("state", state);
      CellDropout.requireRate("zoneout", zoneout);
    }

    CellDropout rates() {
      return new CellDropout(state, 0, zoneout);
    }
  }
}
