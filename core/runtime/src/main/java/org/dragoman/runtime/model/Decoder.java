package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dragoman.runtime.model.TranslatorConfig.AttentionPlaceType;
import org.dragoman.runtime.model.TranslatorConfig.DecoderConfig;
import org.dragoman.runtime.network.CellWatch;
import org.dragoman.runtime.network.DeepTransition;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ContextState;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RecurrentStack} over the embedded target that attends to the source at an {@link
 * AttentionPlace}. The output layer reads its {@link Readout}, which with input feeding is also
 * part of the next step's input, by a projection of its own.
 */
final class Decoder {
  private final Ops ops;
  private final RecurrentStack stack;
  private final AttentionPlace place;
  private final boolean inputFeeding;
  private final ContextStrategy context;
  private final Readout readout;
  private final long embeddingSize;

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
    this.embeddingSize = sizes.embedding();
    long input = sizes.embedding() + (inputFeeding ? sizes.readout() : 0);
    stack = new RecurrentStack(ops, config.structure(), dropout, input, components);
    context = components.context(contextSpec, sizes.memory(), stack.outputSize());
    place = place(ops, config, components);
    readout =
        new Readout(
            ops,
            config.readoutType(),
            new Readout.Sizes(
                sizes.embedding(), stack.outputSize(), context.contextSize(), sizes.readout()));
  }

  private AttentionPlace place(Ops ops, DecoderConfig config, Components components) {
    if (config.attentionPlace() == AttentionPlaceType.TOP) {
      return new AttentionAfterLayers(ops, stack);
    }
    return new ConditionalRecurrence(
        ops,
        stack,
        DeepTransition.of(
            components, config.cell(), config.transitionDepth(), context.contextSize()));
  }

  void collect(NamedParameters parameters) {
    stack.collect("decoder", List.of(""), parameters);
    place.collect(parameters);
    parameters.add("context", context);
    parameters.add("readout", readout);
  }

  /**
   * The decoder open for one batch.
   *
   * @param layers the stack with its place of attention
   */
  record Opened(AttentionPlace.Run layers, Mode mode, TeacherForcedRun.Keep keep) {}

  /**
   * Opens the decoder for a batch.
   *
   * @param watch what each cell is run as
   */
  Opened open(
      NDManager manager, long batchSize, Mode mode, TeacherForcedRun.Keep keep, CellWatch watch) {
    return new Opened(place.open(manager, batchSize, mode, watch), mode, keep);
  }

  Memory prepare(EncoderOutput encoded) {
    return context.prepare(encoded);
  }

  DecoderState start(Opened open, Bridge bridge, Bridge.End end, Memory memory) {
    List<CellState> states = new ArrayList<>();
    for (int i = 0; i < stack.layers(); i++) {
      states.add(bridge.start(i, open.layers().cell(i), end));
    }
    NDArray last = end.last().output();
    Shape none = new Shape(last.getShape().get(0), readout.size());
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
    TargetAttention attention =
        new TargetAttention(context, memory, start.context(), open.mode(), open.keep());
    if (inputFeeding || feeding != null) {
      return stepwise(open, embedded, start, attention, feeding);
    }
    AttentionPlace.Output all =
        open.layers().sequence(embedded, lengths, start.layers(), attention);
    NDArray readouts = readout.of(embedded, all.states(), all.contexts());
    return ended(readouts, attention, all.layers(), null);
  }

  private Run stepwise(
      Opened open,
      NDArray embedded,
      DecoderState start,
      TargetAttention attention,
      @Nullable Feeding feeding) {
    CellRun lowest = open.layers().cell(0);
    NDArray projected = feeding == null ? lowest.project(embedded) : null;
    List<NDArray> readouts = new ArrayList<>();
    List<CellState> states = start.layers();
    NDArray feedback = start.feedback();
    for (int t = 0; t < embedded.getShape().get(0); t++) {
      NDArray word = fed(feeding, embedded.get(t), readouts);
      NDArray input = projected != null ? projected.get(t) : lowest.project(word, 0);
      if (feedback != null) {
        input = input.add(lowest.project(feedback, embeddingSize));
      }
      AttentionPlace.Output moved = open.layers().step(input, states, attention);
      readouts.add(readout.of(word, moved.states(), moved.contexts()));
      states = moved.layers();
      feedback = inputFeeding ? readouts.get(t) : null;
    }
    return ended(NDArrays.stack(new NDList(readouts)), attention, states, feedback);
  }

  private static Run ended(
      NDArray readouts,
      TargetAttention attention,
      List<CellState> states,
      @Nullable NDArray feedback) {
    DecoderState end = new DecoderState(states, attention.state(), feedback);
    return new Run(readouts, attention.weights(), attention.losses(), end);
  }

  /** {@code [B, E]}, what a step is fed where some rows may be fed words of their own. */
  private NDArray fed(@Nullable Feeding feeding, NDArray reference, List<NDArray> readouts) {
    int step = readouts.size();
    Feeding.Own own =
        feeding == null || step == 0 ? null : feeding.at(step, readouts.get(step - 1));
    return own == null ? reference : ops.where(own.rows(), own.vectors(), reference);
  }

  /**
   * One step of a search.
   *
   * @param readout {@code [B, R]}
   * @param weights {@code [B, S]}, of the context strategy; null where it has none
   * @param state after the step
   * @param source to attend to in the next step
   */
  record Step(NDArray readout, @Nullable NDArray weights, DecoderState state, SourceRows source) {}

  /**
   * Takes one step of a search.
   *
   * @param embedded {@code [B, E]}, the last word of each row
   */
  Step step(Opened open, NDArray embedded, DecoderState state, SourceRows source) {
    NDArray input = state.feedback() == null ? embedded : embedded.concat(state.feedback(), -1);
    SearchAttention attention = new SearchAttention(context, state.context(), source);
    AttentionPlace.Output moved =
        open.layers().step(open.layers().cell(0).project(input), state.layers(), attention);
    NDArray read = readout.of(embedded, moved.states(), moved.contexts());
    SourceRows.Attended attended = attention.attended();
    DecoderState after =
        new DecoderState(moved.layers(), attended.state(), inputFeeding ? read : null);
    return new Step(read, attended.weights(), after, attended.source());
  }

  /** Attention in one step of a search; it remembers what the strategy gave besides contexts. */
  private static final class SearchAttention implements Attention {
    private final ContextStrategy strategy;
    private final ContextState state;
    private final SourceRows source;
    private SourceRows.@Nullable Attended attended;

    SearchAttention(ContextStrategy strategy, ContextState state, SourceRows source) {
      this.strategy = strategy;
      this.state = state;
      this.source = source;
    }

    @Override
    public NDArray context(NDArray query) {
      SourceRows.Attended now = source.attend(strategy, state, query);
      attended = now;
      return now.context();
    }

    SourceRows.Attended attended() {
      return Objects.requireNonNull(attended);
    }
  }
}
