package org.dragoman.runtime.model;

import org.dragoman.runtime.network.DropoutRates;
import org.dragoman.runtime.network.LayersConfig;
import org.dragoman.runtime.network.VectorsConfig;
import org.dragoman.runtime.option.Variant;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Configuration of a language model: at each step it predicts the next token.
 *
 * @param embedding how tokens become vectors
 * @param network the layers that read the text so far
 * @param carryState whether a line begins with the state that the line before it left
 * @param dropout where values are dropped in training
 * @param tie whether the output layer is the matrix of the vectors
 */
@Variant("language-model")
public record LanguageModelConfig(
    @Option(value = "How tokens become vectors.", defaultValue = "{}") VectorsConfig embedding,
    @Option(value = "The layers that read the text so far.", defaultValue = "{}")
        LayersConfig network,
    @Option(
            value =
                "Whether a line begins with the state that the line before it in the document left."
                    + " A blank line ends a document.",
            defaultValue = "false")
        boolean carryState,
    @Option(value = "Where values are dropped in training.", defaultValue = "{}")
        DropoutRates dropout,
    @Option(
            value =
                "Whether the output layer is the matrix of the token vectors (Press and Wolf 2017)."
                    + " The layers must then put out vectors of its width.",
            defaultValue = "false")
        boolean tie)
    implements ModelConfig {

  /** Checks that there is a matrix to tie. */
  public LanguageModelConfig {
    if (tie && embedding.type() == VectorsConfig.Type.ONE_HOT) {
      throw new IllegalArgumentException(
          "tie: one-hot vectors have no matrix. Leave tie out, or take embedding.type: learned.");
    }
  }

  @Override
  public String inWords() {
    return "language model";
  }

  @Override
  public boolean carriesState() {
    return carryState;
  }

  @Override
  public void requireFit(TextConfig text) {
    if (!text.isShared()) {
      throw new IllegalArgumentException(
          "text: a language model reads and writes one text; give 'shared' alone");
    }
  }

  @Override
  public LanguageModel model(Ops ops, Vocabularies vocabularies, Components components) {
    return new LanguageModel(ops, this, vocabularies.target(), components);
  }
}
