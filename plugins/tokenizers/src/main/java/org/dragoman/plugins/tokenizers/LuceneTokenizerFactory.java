package org.dragoman.plugins.tokenizers;

import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes {@link LuceneTokenizer}s from any Lucene components. */
public final class LuceneTokenizerFactory implements TokenizerFactory<LuceneConfig> {
  @Override
  public Class<LuceneConfig> configType() {
    return LuceneConfig.class;
  }

  @Override
  public Tokenizer create(LuceneConfig config) {
    return new LuceneTokenizer(
        config.analysis(), ProtectedPatterns.of(config.protect(), config.protectPatterns()));
  }
}
