package org.dragoman.plugins.tokenizers;

import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes {@link WordTokenizer}s: words and punctuation, by the boundaries that Lucene finds. */
public final class WordTokenizerFactory implements TokenizerFactory<NoOptions> {
  @Override
  public Class<NoOptions> configType() {
    return NoOptions.class;
  }

  @Override
  public Tokenizer create(NoOptions config) {
    return new WordTokenizer();
  }
}
