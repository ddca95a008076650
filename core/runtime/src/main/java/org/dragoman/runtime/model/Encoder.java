package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.model.ModelConfig.EncoderConfig;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.jspecify.annotations.Nullable;

/** Stacked recurrent layers over the embedded source, each in one direction or both. */
final class Encoder {
  private final List<Layer> layers = new ArrayList<>();
  private final SkipConnection connection;
  private final LayerDropout dropout;
  private final boolean carriesState;

  /**
   * One layer.
   *
   * @param one its only cell, or the one that reads from left to right
   * @param reverse whether the only cell reads from right to left
   * @param other reads from right to left; null where there is but one
   */
  private record Layer(RnnCell one, boolean reverse, @Nullable RnnCell other) {
    long outputSize() {
      return one.outputSize() + (other == null ? 0 : other.outputSize());
    }
  }

  /**
   * What the stack puts out.
   *
   * @param states {@code [S, B, M]}
   * @param summary {@code [B, M]}, the top layer's final states side by side
   * @param last rows B, the final state a bridge starts the decoder with: of the backward direction
   *     where there is one, which has just read the first word
   * @param carried what the next sentence of a document begins with; null where nothing is carried
   */
  record Output(NDArray states, NDArray summary, CellState last, @Nullable EncoderState carried) {}

  Encoder(
      Ops ops, EncoderConfig config, LayerDropout dropout, long inputSize, Components components) {
    this.dropout = dropout;
    carriesState = config.carryState();
    long width = inputSize;
    for (int i = 0; i < config.layers(); i++) {
      RnnCell one = cell(config, width, components);
      RnnCell other = config.bidirectional() ? cell(config, width, components) : null;
      layers.add(new Layer(one, config.alternating() && i % 2 == 1, other));
      width = layers.get(i).outputSize();
    }
    connection = new SkipConnection(ops, config.connection(), config.layers(), width);
  }

  private static RnnCell cell(EncoderConfig config, long width, Components components) {
    return DeepTransition.of(components, config.cell(), config.transitionDepth(), width);
  }

  void collect(NamedParameters parameters) {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      DeepTransition.collect("encoder." + i + ".forward", layer.one(), parameters);
      if (layer.other() != null) {
        DeepTransition.collect("encoder." + i + ".backward", layer.other(), parameters);
      }
    }
    connection.collect("encoder", parameters);
  }

  /** The width of a state, M. */
  long outputSize() {
    return layers.get(layers.size() - 1).outputSize();
  }

  /** The width of the output of {@link Output#last()}. */
  long lastSize() {
    return layers.get(layers.size() - 1).one().outputSize();
  }

  /** Whether a sentence may begin with the state of the one before it. */
  boolean carriesState() {
    return carriesState;
  }

  /**
   * Runs the stack.
   *
   * @param embedded {@code [S, B, E]}
   * @param runner runs each cell
   * @param begin what the sentences before these left; null where there were none
   */
  Output run(
      NDArray embedded,
      Lengths lengths,
      Mode mode,
      SequenceRunner runner,
      @Nullable EncoderState begin) {
    Carried carried = new Carried(begin);
    Output output = runLayer(layers.get(0), embedded, lengths, mode, runner, carried);
    for (int i = 1; i < layers.size(); i++) {
      NDArray inputs = output.states();
      NDArray dropped = dropout.open(mode).apply(inputs);
      Output top = runLayer(layers.get(i), dropped, lengths, mode, runner, carried);
      NDArray joined = connection.join(i, inputs, top.states());
      output = new Output(joined, top.summary(), top.last(), null);
    }
    return new Output(
        output.states(),
        output.summary(),
        output.last(),
        carriesState ? new EncoderState(carried.ends) : null);
  }

  /** The states of the cells that read from left to right: before a sentence and after it. */
  private static final class Carried {
    private final @Nullable EncoderState begin;
    private final List<CellState> ends = new ArrayList<>();

    Carried(@Nullable EncoderState begin) {
      this.begin = begin;
    }

    CellState next(CellRun run) {
      return begin == null ? run.zeroState() : begin.cells().get(ends.size());
    }
  }

  private static Output runLayer(
      Layer layer,
      NDArray inputs,
      Lengths lengths,
      Mode mode,
      SequenceRunner runner,
      Carried carried) {
    SequenceOutput one =
        direction(layer.one(), inputs, lengths, layer.reverse(), mode, runner, carried);
    CellState last = one.finalState();
    if (layer.other() == null) {
      return new Output(one.outputs(), last.output(), last, null);
    }
    SequenceOutput other = direction(layer.other(), inputs, lengths, true, mode, runner, carried);
    CellState first = other.finalState();
    return new Output(
        one.outputs().concat(other.outputs(), 2),
        last.output().concat(first.output(), 1),
        first,
        null);
  }

  private static SequenceOutput direction(
      RnnCell cell,
      NDArray inputs,
      Lengths lengths,
      boolean reverse,
      Mode mode,
      SequenceRunner runner,
      Carried carried) {
    CellRun run = cell.open(inputs.getManager(), lengths.batchSize(), mode);
    CellState begin = reverse ? run.zeroState() : carried.next(run);
    SequenceOutput output = runner.run(run, inputs, lengths, reverse, begin);
    if (!reverse) {
      carried.ends.add(output.finalState());
    }
    return output;
  }
}
