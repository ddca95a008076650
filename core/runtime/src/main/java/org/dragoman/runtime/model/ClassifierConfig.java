package org.dragoman.runtime.model;

import org.dragoman.runtime.model.TranslatorConfig.EncoderConfig;
import org.dragoman.runtime.network.DropoutRates;
import org.dragoman.runtime.network.Pooling;
import org.dragoman.runtime.network.VectorsConfig;
import org.dragoman.runtime.option.Variant;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a classifier: it reads a text and says its label.
 *
 * @param embedding how tokens become vectors
 * @param encoder the layers that read the text; null for none
 * @param pooling how the states become one vector
 * @param dropout where values are dropped in training
 */
@Variant("classifier")
public record ClassifierConfig(
    @Option(value = "How tokens become vectors.", defaultValue = "{}") VectorsConfig embedding,
    @Option(
            value =
                "The layers that read the text. none: the token vectors are pooled as they are.",
            defaultValue = "{}")
        @Nullable EncoderConfig encoder,
    @Option(
            value =
                "How the states become one vector: last (the final states), mean, max, or attention"
                    + " (a weighted mean with learned weights). Without encoder: mean, max or"
                    + " attention.",
            defaultValue = "mean")
        Pooling.Type pooling,
    @Option(value = "Where values are dropped in training.", defaultValue = "{}")
        DropoutRates dropout)
    implements ModelConfig {

  /** Checks what does not go together. */
  public ClassifierConfig {
    if (encoder == null && pooling == Pooling.Type.LAST) {
      throw new IllegalArgumentException(
          "pooling: without an encoder there is no last state. Take mean, max or attention.");
    }
    TaggerConfig.requireNoCarriedState(encoder);
  }

  @Override
  public String inWords() {
    return "classifier";
  }

  @Override
  public boolean carriesState() {
    return false;
  }

  @Override
  public void requireFit(TextConfig text) {
    TaggerConfig.requireLabels(text, inWords());
  }

  @Override
  public Classifier model(Ops ops, Vocabularies vocabularies, Components components) {
    return new Classifier(ops, this, vocabularies, components);
  }
}
