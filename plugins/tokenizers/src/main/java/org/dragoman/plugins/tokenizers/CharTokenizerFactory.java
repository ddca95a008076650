package org.dragoman.plugins.tokenizers;

import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes {@link CharTokenizer}s: every code point is a token. */
public final class CharTokenizerFactory implements TokenizerFactory<NoOptions> {
  @Override
  public Class<NoOptions> configType() {
    return NoOptions.class;
  }

  @Override
  public Tokenizer create(NoOptions config) {
    return new CharTokenizer();
  }
}
