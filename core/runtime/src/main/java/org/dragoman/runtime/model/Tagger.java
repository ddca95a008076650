package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.network.Affine;
import org.dragoman.runtime.network.LabelTransitions;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.LinearChain;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.TokenReader;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Labels;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A network that reads a text and scores the labels of each token: many to many, in step. {@code
 * logits_t = W h_t + b}. With the output {@code crf} these are the emissions of a {@link
 * LinearChain}. It keeps nothing between calls.
 */
public final class Tagger implements Predictor {
  private final Ops ops;
  private final TaggerConfig config;
  private final TokenReader reader;
  private final Affine output;
  private final @Nullable LabelTransitions transitions;
  private final Map<String, Parameter> parameters;

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @param vocabularies of the text, and of the labels with the special entries
   */
  public Tagger(Ops ops, TaggerConfig config, Vocabularies vocabularies, Components components) {
    this.ops = ops;
    this.config = config;
    reader =
        new TokenReader(
            ops,
            config.embedding(),
            config.encoder().structure(),
            config.dropout(),
            vocabularies.source(),
            components);
    output = new Affine(ops, reader.outputSize(), Labels.count(vocabularies.target()));
    transitions =
        config.output() == TaggerConfig.Output.CRF
            ? new LabelTransitions(Labels.count(vocabularies.target()))
            : null;
    NamedParameters named = new NamedParameters();
    reader.collect("source_embedding.weight", "encoder", List.of(".forward", ".backward"), named);
    named.add("labels", output);
    if (transitions != null) {
      transitions.collect("crf", named);
    }
    parameters = Collections.unmodifiableMap(named.all());
  }

  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Returns the scores of neighbouring labels; null if each label is chosen by itself. */
  public @Nullable LabelTransitions transitions() {
    return transitions;
  }

  @Override
  public boolean carriesState() {
    return false;
  }

  @Override
  public SequenceRunner runner() {
    return reader.runner();
  }

  /** Scores the labels of each token: logits {@code [N, L]}, time-major. */
  @Override
  public Predictions predict(Inputs inputs, Mode mode, SequenceRunner runner) {
    TokenReader.Output read = reader.read(inputs.tokens(), mode, output.type(), null, runner);
    Shape shape = read.states().getShape();
    NDArray flat = read.states().reshape(shape.get(0) * shape.get(1), shape.get(2));
    NDArray rows = ops.rows(flat, inputs.tokens().unpaddedPositions());
    return new Predictions(
        output.apply(LayerDropout.dropped(rows, config.dropout().output(), mode)), null);
  }
}
