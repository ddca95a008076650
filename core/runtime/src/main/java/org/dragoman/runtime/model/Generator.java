package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.network.Affine;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;

/**
 * A language model that numbers begin: one to many. {@code h_0 = tanh(W_2 tanh(W_1 x + b_1) +
 * b_2)}, with its own W_2 for each layer. It keeps nothing between calls.
 */
public final class Generator implements Predictor {
  private final LanguageModel text;
  private final NumberInput numbers;
  private final Affine hidden;
  private final List<Affine> first = new ArrayList<>();
  private final Map<String, Parameter> parameters;

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @param vocabulary the number of tokens
   */
  public Generator(Ops ops, GeneratorConfig config, int vocabulary, Components components) {
    text =
        new LanguageModel(
            ops,
            new LanguageModelConfig(
                config.embedding(), config.network(), false, config.dropout(), false),
            vocabulary,
            components);
    numbers = config.input();
    hidden = new Affine(ops, numbers.width(), config.hidden());
    NamedParameters named = new NamedParameters();
    named.add("numbers", hidden);
    for (int i = 0; i < text.layers(); i++) {
      first.add(new Affine(ops, config.hidden(), text.cellSize()));
      named.add("bridge." + i, first.get(i));
    }
    Map<String, Parameter> all = new LinkedHashMap<>(named.all());
    all.putAll(text.parameters());
    parameters = Collections.unmodifiableMap(all);
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
    return text.runner();
  }

  /** Returns how the numbers that begin a text are read. */
  public NumberInput numbers() {
    return numbers;
  }

  /** Returns the float type of the weights, and so of the numbers. */
  public DataType type() {
    return hidden.type();
  }

  /** Returns the network that goes on from the numbers. */
  public LanguageModel text() {
    return text;
  }

  /**
   * Returns the states that numbers begin with.
   *
   * @param manager gets what is made on the way
   * @param given {@code [B, D]}
   */
  public StackState begin(NDManager manager, NDArray given) {
    NDArray inner = Activation.tanh(hidden.apply(numbers.vectors(given)));
    return text.start(
        manager,
        given.getShape().get(0),
        first.stream().map(map -> Activation.tanh(map.apply(inner))).toList());
  }

  /** Scores the token after each one: logits {@code [N, V]}. */
  @Override
  public Predictions predict(Inputs inputs, Mode mode, SequenceRunner runner) {
    NDArray given = Objects.requireNonNull(inputs.numbers());
    StackState begin = begin(given.getManager(), given);
    return text.predict(new Inputs(inputs.tokens(), null, begin), mode, runner);
  }
}
