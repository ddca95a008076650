package org.dragoman.spi;

/** The kinds of component a plugin can bring. */
public enum ComponentKind {
  /** {@link RnnCell}. */
  CELL("RNN cell", RnnCellFactory.class),
  /** {@link ContextStrategy}. */
  CONTEXT("context strategy", ContextStrategyFactory.class),
  /** {@link Tokenizer}. */
  TOKENIZER("tokenizer", TokenizerFactory.class),
  /** {@link SubwordModel}. */
  SUBWORD("subword model", SubwordModelFactory.class),
  /** {@link SearchStrategy}. */
  SEARCH("search strategy", SearchStrategyFactory.class);

  private final String label;
  private final Class<?> factoryType;

  ComponentKind(String label, Class<?> factoryType) {
    this.label = label;
    this.factoryType = factoryType;
  }

  /** The kind in words, as error messages say it: "RNN cell". */
  public String label() {
    return label;
  }

  /** The interface that a factory of this kind implements. */
  public Class<?> factoryType() {
    return factoryType;
  }
}
