package org.dragoman.plugins.cells;

import org.dragoman.spi.Option;

/**
 * Configuration of a {@link SruCell}.
 *
 * @param size hidden units
 * @param dropout of the recurrence
 */
public record SruConfig(
    @Option(value = "Hidden units.", defaultValue = "512") int size,
    @Option(value = "Dropout of the recurrence.", defaultValue = "{}") Dropout dropout) {

  /** Checks the size. */
  public SruConfig {
    SizeConfig.requireSize(size);
  }

  /**
   * Dropout of a cell without recurrent products: there is no dropout of their input.
   *
   * @param update rate
   * @param zoneout rate
   */
  public record Dropout(
      @Option(value = CellDropout.UPDATE, defaultValue = "0.0") double update,
      @Option(value = CellDropout.ZONEOUT, defaultValue = "0.0") double zoneout) {

    /** Checks the rates. */
    public Dropout {
      CellDropout.requireRate("update", update);
      CellDropout.requireRate("zoneout", zoneout);
    }

    CellDropout rates() {
      return new CellDropout(0, update, zoneout);
    }
  }
}
