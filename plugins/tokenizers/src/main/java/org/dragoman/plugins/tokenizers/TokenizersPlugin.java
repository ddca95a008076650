package org.dragoman.plugins.tokenizers;

import org.dragoman.plugins.tokenizers.subword.BpeFactory;
import org.dragoman.spi.Plugin;

/**
 * Registers the tokenizers {@code whitespace}, {@code char} and {@code word} and the subword model
 * {@code bpe}.
 */
public final class TokenizersPlugin extends Plugin {
  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  protected void register() {
    tokenizer("whitespace", WhitespaceTokenizerFactory.class);
    tokenizer("char", CharTokenizerFactory.class);
    tokenizer("word", WordTokenizerFactory.class);
    subword("bpe", BpeFactory.class);
  }
}
