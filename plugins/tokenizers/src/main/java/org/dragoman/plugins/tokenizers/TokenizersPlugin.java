package org.dragoman.plugins.tokenizers;

import org.dragoman.plugins.tokenizers.subword.BpeFactory;
import org.dragoman.plugins.tokenizers.subword.UnigramFactory;
import org.dragoman.spi.Plugin;

/**
 * Registers the tokenizers {@code whitespace}, {@code char}, {@code lucene} and its presets {@code
 * word}, {@code ko}, {@code ja} and {@code zh}, and the subword models {@code bpe} and {@code
 * unigram}.
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
    tokenizer("lucene", LuceneTokenizerFactory.class);
    tokenizer("word", PresetFactory.Word.class);
    tokenizer("ko", PresetFactory.Korean.class);
    tokenizer("ja", PresetFactory.Japanese.class);
    tokenizer("zh", PresetFactory.Chinese.class);
    subword("bpe", BpeFactory.class);
    subword("unigram", UnigramFactory.class);
  }
}
