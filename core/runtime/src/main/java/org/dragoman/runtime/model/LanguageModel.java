package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.network.TokenReader;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent language model (Mikolov et al. 2010, "Recurrent neural network based language
 * model"): {@code h_t = network(x_t, h_{t-1})}, {@code p(x_{t+1}) = softmax(W h_t)}. It keeps
 * nothing between calls, so several threads may use it at once for inference.
 */
public final class LanguageModel implements Predictor {
  private final Ops ops;
  private final LanguageModelConfig config;
  private final TokenReader reader;
  private final Parameter output;
  private final Map<String, Parameter> parameters;

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @param vocabulary the number of tokens
   * @throws DragomanException if the output layer cannot be the vectors' matrix
   */
  public LanguageModel(Ops ops, LanguageModelConfig config, int vocabulary, Components components) {
    this.ops = ops;
    this.config = config;
    reader =
        new TokenReader(
            ops,
            config.embedding(),
            config.network().structure(),
            config.dropout(),
            vocabulary,
            components);
    output = config.tie() ? tied() : own(vocabulary);
    NamedParameters named = new NamedParameters();
    reader.collect("target_embedding.weight", "network", List.of(""), named);
    if (!config.tie()) {
      named.add("output.weight", output);
    }
    parameters = Collections.unmodifiableMap(named.all());
  }

  private Parameter tied() {
    if (reader.outputSize() != reader.vectors().width()) {
      throw DragomanException.configuration(
          "model.tie: the layers put out %d values, and a token vector has %d. Make model.embedding.size and the cell's size equal, or leave tie out."
              .formatted(reader.outputSize(), reader.vectors().width()));
    }
    return Objects.requireNonNull(reader.vectors().matrix());
  }

  private Parameter own(int vocabulary) {
    return Parameter.builder()
        .setName("weight")
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(vocabulary, reader.outputSize()))
        .optInitializer(new UniformInitializer((float) (1 / Math.sqrt(reader.outputSize()))))
        .build();
  }

  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  @Override
  public boolean carriesState() {
    return config.carryState();
  }

  /** Returns the number of tokens, V. */
  public int vocabularySize() {
    return Math.toIntExact(output.getShape().get(0));
  }

  /** Returns the width of the state of a cell. */
  long cellSize() {
    return reader.cellSize();
  }

  /** Returns the number of layers. */
  int layers() {
    return reader.layers();
  }

  @Override
  public SequenceRunner runner() {
    return reader.runner();
  }

  /** Scores the token after each one: logits {@code [N, V]}. */
  @Override
  public Predictions predict(Inputs inputs, Mode mode, SequenceRunner runner) {
    StackState begin = inputs.begin();
    PaddedBatch tokens = inputs.tokens();
    TokenReader.Output read =
        reader.read(
            tokens,
            mode,
            output.getArray().getDataType(),
            begin == null ? null : begin.cells(),
            runner);
    NDArray rows = ops.rows(flat(read.states()), tokens.unpaddedPositions());
    return new Predictions(
        logits(LayerDropout.dropped(rows, config.dropout().output(), mode)),
        config.carryState() ? new StackState(read.ends()) : null);
  }

  private static NDArray flat(NDArray states) {
    Shape shape = states.getShape();
    return states.reshape(shape.get(0) * shape.get(1), shape.get(2));
  }

  private NDArray logits(NDArray states) {
    return ops.linear(states, output.getArray(), null);
  }

  /**
   * Returns the states before the first token of rows: zeros, or what a network put out.
   *
   * @param manager gets the states
   * @param outputs for each layer {@code [B, H]}; null for zeros
   */
  public StackState start(NDManager manager, long rows, @Nullable List<NDArray> outputs) {
    RecurrentStack.Run run = reader.open(manager, rows, Mode.INFERENCE);
    List<CellState> cells = new ArrayList<>();
    for (int i = 0; i < reader.layers(); i++) {
      cells.add(outputs == null ? run.cell(i).zeroState() : run.cell(i).startState(outputs.get(i)));
    }
    return new StackState(cells);
  }

  /**
   * One step.
   *
   * @param logProbabilities {@code [B, V]}, of the next token
   * @param state after the step
   */
  public record Step(NDArray logProbabilities, StackState state) {}

  /**
   * Reads one token a row, and scores what may follow.
   *
   * @param tokens {@code [B]}, INT64; its manager gets the results
   * @param state of {@link #start} or the last step, rows B
   */
  public Step step(NDArray tokens, StackState state) {
    RecurrentStack.Run run = reader.open(tokens.getManager(), tokens.size(), Mode.INFERENCE);
    NDArray x = reader.vectors().of(tokens, output.getArray().getDataType());
    CellState lowest = run.cell(0).step(run.cell(0).project(x), state.cells().get(0));
    List<CellState> after = new ArrayList<>(List.of(lowest));
    NDArray top = run.stepAbove(lowest, state.cells(), after);
    return new Step(logits(top).logSoftmax(-1), new StackState(after));
  }
}
