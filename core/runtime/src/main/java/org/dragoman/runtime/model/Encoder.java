package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dragoman.runtime.model.TranslatorConfig.EncoderConfig;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/** A {@link RecurrentStack} over the embedded source. */
final class Encoder {
  private final RecurrentStack stack;
  private final boolean carriesState;

  /**
   * What the encoder puts out.
   *
   * @param states {@code [S, B, M]}
   * @param summary {@code [B, M]}, the top layer's final states side by side
   * @param last rows B, the final state a bridge starts the decoder with: of the backward direction
   *     where there is one, which has just read the first word
   * @param carried what the next sentence of a document begins with; null where nothing is carried
   */
  record Output(NDArray states, NDArray summary, CellState last, @Nullable StackState carried) {}

  Encoder(
      Ops ops, EncoderConfig config, LayerDropout dropout, long inputSize, Components components) {
    stack = new RecurrentStack(ops, config.structure(), dropout, inputSize, components);
    carriesState = config.carryState();
  }

  void collect(NamedParameters parameters) {
    stack.collect("encoder", List.of(".forward", ".backward"), parameters);
  }

  /** The width of a state, M. */
  long outputSize() {
    return stack.outputSize();
  }

  /** The width of the output of {@link Output#last()}. */
  long lastSize() {
    return stack.cellSize();
  }

  /** Whether a sentence may begin with the state of the one before it. */
  boolean carriesState() {
    return carriesState;
  }

  /**
   * Reads a batch.
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
      @Nullable StackState begin) {
    RecurrentStack.Output read =
        stack
            .open(embedded.getManager(), lengths.batchSize(), mode)
            .sequence(0, embedded, lengths, runner, begin == null ? null : begin.cells());
    List<CellState> top = read.top();
    return new Output(
        read.outputs(),
        RecurrentStack.sideBySide(top.stream().map(CellState::output).toList()),
        top.get(top.size() - 1),
        carriesState ? new StackState(read.ends()) : null);
  }
}
