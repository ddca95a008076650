package org.dragoman.runtime.model;

import org.dragoman.runtime.model.TranslatorConfig.EncoderConfig;
import org.dragoman.runtime.network.DropoutRates;
import org.dragoman.runtime.network.LinearChain;
import org.dragoman.runtime.network.VectorsConfig;
import org.dragoman.runtime.option.Variant;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a tagger: it reads a text and says the label of each token.
 *
 * @param embedding how tokens become vectors
 * @param encoder the layers that read the text
 * @param output how labels are chosen
 * @param dropout where values are dropped in training
 */
@Variant("tagger")
public record TaggerConfig(
    @Option(value = "How tokens become vectors.", defaultValue = "{}") VectorsConfig embedding,
    @Option(value = "The layers that read the text.", defaultValue = "{}") EncoderConfig encoder,
    @Option(
            value =
                "How labels are chosen. softmax: each token's by itself. crf: the best sequence of"
                    + " labels, by a linear-chain conditional random field (Lample et al. 2016).",
            defaultValue = "softmax")
        Output output,
    @Option(value = "Where values are dropped in training.", defaultValue = "{}")
        DropoutRates dropout)
    implements ModelConfig {

  /** How labels are chosen. */
  public enum Output {
    /** Each token's label by itself. */
    SOFTMAX,
    /** The best sequence, by a {@link LinearChain}. */
    CRF
  }

  /** Checks what does not go together. */
  public TaggerConfig {
    requireNoCarriedState(encoder);
  }

  static void requireNoCarriedState(@Nullable EncoderConfig encoder) {
    if (encoder != null && encoder.carryState()) {
      throw new IllegalArgumentException(
          "encoder.carry-state is of translators; classifiers and taggers read each text by itself."
              + " Leave it out.");
    }
  }

  static void requireLabels(TextConfig text, String what) {
    if (!text.hasLabels()) {
      throw new IllegalArgumentException(
          "text: a %s reads 'source' and writes labels, which need no settings; give 'source' alone"
              .formatted(what));
    }
  }

  @Override
  public String inWords() {
    return "tagger";
  }

  @Override
  public boolean carriesState() {
    return false;
  }

  @Override
  public void requireFit(TextConfig text) {
    requireLabels(text, inWords());
    if (text.sourceSide().subword() != null) {
      throw new IllegalArgumentException(
          "text.source.subword: a tagger reads whole tokens, one for each label. Leave it out, or"
              + " take another tokenizer, such as character.");
    }
  }

  @Override
  public Tagger model(Ops ops, Vocabularies vocabularies, Components components) {
    return new Tagger(ops, this, vocabularies, components);
  }
}
