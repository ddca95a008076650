package org.example.dragoman;

import org.dragoman.spi.Plugin;

/** Registers the cell {@code cfn}. */
public final class ExamplePlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    cell("cfn", CfnCellFactory.class);
  }
}
