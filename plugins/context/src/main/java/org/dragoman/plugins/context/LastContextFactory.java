package org.dragoman.plugins.context;

import jakarta.inject.Inject;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Ops;

/**
 * Makes the context of fixed size, name {@value #NAME}: the encoder's final state, the same at
 * every step; a bidirectional encoder concatenates the final states of both directions. Sutskever
 * et al. 2014 (arXiv:1409.3215), Cho et al. 2014 (arXiv:1406.1078).
 *
 * <p>Take it as a baseline, or for sentences of a few words: one vector must hold the whole
 * sentence, so it falls behind attention as sentences grow.
 */
public final class LastContextFactory extends ContextFactory<NoOptions> {
  /** The registered name. */
  public static final String NAME = "last";

  @Inject
  LastContextFactory(Ops ops) {
    super(ops, NoOptions.class);
  }

  @Override
  public ContextStrategy create(NoOptions config, long memorySize, long querySize) {
    return new FixedContext(ops(), memorySize, EncoderOutput::summary);
  }
}
