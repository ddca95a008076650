package org.example.dragoman;

import jakarta.inject.Inject;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;

/** Makes {@link CfnCell}s from what the configuration says: {@code {type: cfn, size: 512}}. */
public final class CfnCellFactory implements RnnCellFactory<CfnCellFactory.Config> {
  private final Ops ops;

  /**
   * Configuration of a cell.
   *
   * @param size hidden units
   */
  public record Config(@Option(value = "Hidden units.", defaultValue = "512") int size) {
    /** Checks the size; the user sees the message beside the path of the key. */
    public Config {
      if (size < 1) {
        throw new IllegalArgumentException("size must be at least 1, got " + size);
      }
    }
  }

  @Inject
  CfnCellFactory(Ops ops) {
    this.ops = ops;
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public RnnCell create(Config config, long inputSize) {
    return new CfnCell(ops, inputSize, config.size());
  }
}
