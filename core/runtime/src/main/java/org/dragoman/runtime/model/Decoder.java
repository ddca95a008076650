package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.model.ModelConfig.DecoderConfig;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ContextSequence;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStep;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.jspecify.annotations.Nullable;

/**
 * Stacked recurrent layers over the embedded target. The top layer's output h_t asks the context
 * strategy for c_t; the readout {@code tanh(W [h_t ; c_t])} is what the output layer reads, and
 * with input feeding also part of the next step's input, by a projection of its own.
 */
final class Decoder {
  private final Ops ops;
  private final List<RnnCell> layers = new ArrayList<>();
  private final SkipConnection connection;
  private final boolean inputFeeding;
  private final LayerDropout dropout;
  private final ContextStrategy context;
  private final Affine readout;
  private final long embeddingSize;
  private final long readoutSize;

  /** The widths of what the decoder is built on and for. */
  record Sizes(long embedding, long memory, long readout) {}

  Decoder(
      Ops ops,
      DecoderConfig config,
      ComponentSpec contextSpec,
      LayerDropout dropout,
      Sizes sizes,
      Components components) {
    this.ops = ops;
    this.inputFeeding = config.inputFeeding();
    this.dropout = dropout;
    this.embeddingSize = sizes.embedding();
    this.readoutSize = sizes.readout();
    long width = sizes.embedding() + (inputFeeding ? readoutSize : 0);
    for (int i = 0; i < config.layers(); i++) {
      layers.add(DeepTransition.of(components, config.cell(), config.transitionDepth(), width));
      width = layers.get(i).outputSize();
    }
    connection = new SkipConnection(ops, config.connection(), config.layers(), width);
    context = components.context(contextSpec, sizes.memory(), width);
    readout = new Affine(ops, width + context.contextSize(), readoutSize);
  }

  void collect(NamedParameters parameters) {
    for (int i = 0; i < layers.size(); i++) {
      DeepTransition.collect("decoder." + i, layers.get(i), parameters);
    }
    connection.collect("decoder", parameters);
    parameters.add("context", context);
    parameters.add("readout", readout);
  }

  int layers() {
    return layers.size();
  }

  /**
   * The decoder open for one batch.
   *
   * @param runs the cells, from the lowest up
   * @param drops what is dropped of each layer's input
   */
  record Opened(
      List<CellRun> runs, List<LayerDropout.Run> drops, Mode mode, TeacherForcedRun.Keep keep) {
    /** The same with each cell run as something else. */
    Opened with(UnaryOperator<CellRun> cells) {
      return new Opened(runs.stream().map(cells).toList(), drops, mode, keep);
    }
  }

  /** Opens the decoder for a batch. */
  Opened open(NDManager manager, long batchSize, Mode mode, TeacherForcedRun.Keep keep) {
    return new Opened(
        layers.stream().map(cell -> cell.open(manager, batchSize, mode)).toList(),
        layers.stream().map(layer -> dropout.open(mode)).toList(),
        mode,
        keep);
  }

  Memory prepare(EncoderOutput encoded) {
    return context.prepare(encoded);
  }

  DecoderState start(Opened open, Bridge bridge, Bridge.End end, Memory memory) {
    List<CellState> states = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      states.add(bridge.start(i, open.runs().get(i), end));
    }
    NDArray last = end.last().output();
    Shape none = new Shape(last.getShape().get(0), readoutSize);
    NDArray feedback = inputFeeding ? last.getManager().zeros(none, last.getDataType()) : null;
    return new DecoderState(states, context.start(memory), feedback);
  }

  /** Whether the context strategy has weights. */
  boolean hasWeights() {
    return context.hasWeights();
  }

  /**
   * A target, or a part of one; what stands past a sequence's end has no meaning.
   *
   * @param readouts {@code [T, B, R]}
   * @param weights {@code [T, B, S]}, of the context strategy; null where they are not kept and
   *     where it has none
   * @param loss {@code [T, B]}, of the context strategy; null where it has none
   * @param end the state after the last step; without meaning in rows that ended before
   */
  record Run(
      NDArray readouts, @Nullable NDArray weights, @Nullable NDArray loss, DecoderState end) {}

  /**
   * Runs over a target, or a part of one.
   *
   * @param embedded {@code [T, B, E]}, the reference
   * @param feeding feeds words of the model's own; null where each step is fed the reference
   */
  Run run(
      Opened open,
      NDArray embedded,
      Lengths lengths,
      DecoderState start,
      Memory memory,
      @Nullable Feeding feeding) {
    return inputFeeding || feeding != null
        ? stepwise(open, embedded, start, memory, feeding)
        : wholeSequence(open, embedded, lengths, start, memory);
  }

  private Run stepwise(
      Opened open, NDArray embedded, DecoderState start, Memory memory, @Nullable Feeding feeding) {
    CellRun lowest = open.runs().get(0);
    NDArray projected = feeding == null ? lowest.project(embedded) : null;
    List<NDArray> readouts = new ArrayList<>();
    Looks looks = new Looks(open);
    DecoderState state = start;
    for (int t = 0; t < embedded.getShape().get(0); t++) {
      NDArray input =
          projected != null
              ? projected.get(t)
              : lowest.project(fed(Objects.requireNonNull(feeding), embedded.get(t), readouts), 0);
      if (inputFeeding) {
        NDArray feedback = Objects.requireNonNull(state.feedback());
        input = input.add(lowest.project(feedback, embeddingSize));
      }
      List<CellState> after = new ArrayList<>();
      NDArray top = advance(open, input, state, after);
      ContextStep seen = context.step(memory, state.context(), top);
      looks.add(seen);
      readouts.add(readout(top, seen.context()));
      state = new DecoderState(after, seen.state(), inputFeeding ? readouts.get(t) : null);
    }
    NDArray all = NDArrays.stack(new NDList(readouts));
    return new Run(all, looks.weights(), looks.losses(), state);
  }

  /** {@code [B, E]}, what a step is fed where some rows may be fed words of their own. */
  private NDArray fed(Feeding feeding, NDArray reference, List<NDArray> readouts) {
    int step = readouts.size();
    Feeding.Own own = step == 0 ? null : feeding.at(step, readouts.get(step - 1));
    return own == null ? reference : ops.where(own.rows(), own.vectors(), reference);
  }

  private Run wholeSequence(
      Opened open, NDArray embedded, Lengths lengths, DecoderState start, Memory memory) {
    NDArray x = embedded;
    List<CellState> ends = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      NDArray in = i == 0 ? x : open.drops().get(i).apply(x);
      SequenceOutput out =
          Recurrence.run(ops, open.runs().get(i), in, lengths, false, start.layers().get(i));
      ends.add(out.finalState());
      x = connection.join(i, x, out.outputs());
    }
    return withContexts(open, memory, start.context(), x, ends);
  }

  private Run withContexts(
      Opened open, Memory memory, ContextState start, NDArray queries, List<CellState> ends) {
    Optional<ContextSequence> all = context.contexts(memory, queries);
    if (all.isPresent()) {
      NDArray weights = open.keep() == TeacherForcedRun.Keep.WEIGHTS ? all.get().weights() : null;
      DecoderState end = new DecoderState(ends, start, null);
      return new Run(readout(queries, all.get().contexts()), weights, null, end);
    }
    List<NDArray> contexts = new ArrayList<>();
    Looks looks = new Looks(open);
    ContextState state = start;
    for (long t = 0; t < queries.getShape().get(0); t++) {
      ContextStep step = context.step(memory, state, queries.get(t));
      contexts.add(step.context());
      looks.add(step);
      state = step.state();
    }
    NDArray stacked = NDArrays.stack(new NDList(contexts));
    DecoderState end = new DecoderState(ends, state, null);
    return new Run(readout(queries, stacked), looks.weights(), looks.losses(), end);
  }

  /** What the steps of a context strategy give beside contexts. */
  private static final class Looks {
    private final Opened open;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> losses = new ArrayList<>();

    Looks(Opened open) {
      this.open = open;
    }

    void add(ContextStep step) {
      if (open.keep() == TeacherForcedRun.Keep.WEIGHTS && step.weights() != null) {
        weights.add(step.weights());
      }
      if (open.mode() == Mode.TRAINING && step.loss() != null) {
        losses.add(step.loss());
      }
    }

    @Nullable NDArray weights() {
      return stacked(weights);
    }

    @Nullable NDArray losses() {
      return stacked(losses);
    }

    private static @Nullable NDArray stacked(List<NDArray> arrays) {
      return arrays.isEmpty() ? null : NDArrays.stack(new NDList(arrays));
    }
  }

  /**
   * One step of a search.
   *
   * @param readout {@code [B, R]}
   * @param weights {@code [B, S]}, of the context strategy; null where it has none
   * @param state after the step
   * @param source to look at in the next step
   */
  record Step(NDArray readout, @Nullable NDArray weights, DecoderState state, SourceRows source) {}

  /**
   * Takes one step of a search.
   *
   * @param embedded {@code [B, E]}, the last word of each row
   */
  Step step(Opened open, NDArray embedded, DecoderState state, SourceRows source) {
    List<CellState> layers = new ArrayList<>();
    NDArray input = state.feedback() == null ? embedded : embedded.concat(state.feedback(), -1);
    NDArray top = advance(open, open.runs().get(0).project(input), state, layers);
    SourceRows.Look seen = source.look(context, state.context(), top);
    NDArray read = readout(top, seen.context());
    DecoderState after = new DecoderState(layers, seen.state(), inputFeeding ? read : null);
    return new Step(read, seen.weights(), after, seen.source());
  }

  /**
   * Moves the cells on by a word.
   *
   * @param projected the lowest cell's projection of its input
   * @param next gets the cells' states
   * @return what the top layer puts out
   */
  private NDArray advance(
      Opened open, NDArray projected, DecoderState state, List<CellState> next) {
    List<CellRun> runs = open.runs();
    next.add(runs.get(0).step(projected, state.layers().get(0)));
    NDArray x = next.get(0).output();
    for (int i = 1; i < runs.size(); i++) {
      NDArray in = runs.get(i).project(open.drops().get(i).apply(x));
      next.add(runs.get(i).step(in, state.layers().get(i)));
      NDArray out = next.get(i).output();
      x = connection.join(i, x, out);
    }
    return x;
  }

  private NDArray readout(NDArray output, NDArray contextVector) {
    return Activation.tanh(readout.apply(output.concat(contextVector, -1)));
  }
}
