package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.model.TranslatorConfig.EncoderConfig;
import org.dragoman.runtime.network.Affine;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.Pooling;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.TokenReader;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Labels;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;

/**
 * A network that reads a text and scores its labels: many to one. {@code logits = W pool(h_1 ...
 * h_T) + b}. Without an encoder the token vectors are pooled: the bag of words of fastText (Joulin
 * et al. 2017, arXiv:1607.01759). It keeps nothing between calls.
 */
public final class Classifier implements Predictor {
  private final ClassifierConfig config;
  private final TokenReader reader;
  private final Pooling pooling;
  private final Affine output;
  private final Map<String, Parameter> parameters;

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @param vocabularies of the text, and of the labels with the special entries
   */
  public Classifier(
      Ops ops, ClassifierConfig config, Vocabularies vocabularies, Components components) {
    this.config = config;
    EncoderConfig encoder = config.encoder();
    reader =
        new TokenReader(
            ops,
            config.embedding(),
            encoder == null ? null : encoder.structure(),
            config.dropout(),
            vocabularies.source(),
            components);
    pooling = new Pooling(ops, config.pooling(), reader.outputSize());
    output = new Affine(ops, reader.outputSize(), Labels.count(vocabularies.target()));
    NamedParameters named = new NamedParameters();
    reader.collect("source_embedding.weight", "encoder", List.of(".forward", ".backward"), named);
    pooling.collect("pooling", named);
    named.add("labels", output);
    parameters = Collections.unmodifiableMap(named.all());
  }

  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  @Override
  public boolean carriesState() {
    return false;
  }

  @Override
  public SequenceRunner runner() {
    return reader.runner();
  }

  /** Scores the labels of each text: logits {@code [B, L]}. */
  @Override
  public Predictions predict(Inputs inputs, Mode mode, SequenceRunner runner) {
    DataType type = output.type();
    TokenReader.Output read = reader.read(inputs.tokens(), mode, type, null, runner);
    NDArray pooled = pooling.of(inputs.tokens(), read);
    return new Predictions(
        output.apply(LayerDropout.dropped(pooled, config.dropout().output(), mode)), null);
  }
}
