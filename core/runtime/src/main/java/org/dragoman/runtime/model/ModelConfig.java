package org.dragoman.runtime.model;

import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.Ops;

/**
 * Configuration of a network. The key {@code type} says which shape it has; a translator if it is
 * left out.
 */
public sealed interface ModelConfig
    permits TranslatorConfig, LanguageModelConfig, ClassifierConfig, TaggerConfig, GeneratorConfig {

  /**
   * Returns what messages and model cards call such a model, for example {@code language model}.
   */
  String inWords();

  /**
   * Checks that the text has the pipelines that the model needs.
   *
   * @throws IllegalArgumentException that says which are needed
   */
  void requireFit(TextConfig text);

  /**
   * Returns whether both sides of a corpus are sentences, of which one is the translation of the
   * other. If not, the first side alone is text.
   */
  default boolean isParallel() {
    return false;
  }

  /** Returns whether a sentence may begin with the state that the one before it left. */
  boolean carriesState();

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @throws DragomanException if parts of the configuration do not fit together
   */
  Model model(Ops ops, Vocabularies vocabularies, Components components);
}
