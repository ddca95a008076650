package org.dragoman.plugins.tokenizers;

import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes {@link WhitespaceTokenizer}s: they cut text at white space. */
public final class WhitespaceTokenizerFactory implements TokenizerFactory<NoOptions> {
  @Override
  public Class<NoOptions> configType() {
    return NoOptions.class;
  }

  @Override
  public Tokenizer create(NoOptions config) {
    return new WhitespaceTokenizer();
  }
}
