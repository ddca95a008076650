package org.dragoman.spi;

/**
 * Makes tokenizers of one type.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface TokenizerFactory<C extends Record> extends ComponentFactory<C> {
  /** Makes a tokenizer. */
  Tokenizer create(C config);
}
