package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Objects;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Token vectors and a {@link RecurrentStack} over them: what language models, generators, taggers
 * and classifiers have in common.
 */
public final class TokenReader {
  private final Ops ops;
  private final TokenVectors vectors;
  private final DropoutRates rates;
  private final @Nullable RecurrentStack stack;

  /**
   * Creates a reader whose weights are not yet filled.
   *
   * @param layers null for vectors that no layer reads
   * @param vocabulary the number of tokens
   */
  public TokenReader(
      Ops ops,
      VectorsConfig vectors,
      RecurrentStack.@Nullable Structure layers,
      DropoutRates rates,
      int vocabulary,
      Components components) {
    this.ops = ops;
    this.vectors = new TokenVectors(vectors, vocabulary);
    this.rates = rates;
    LayerDropout between = new LayerDropout(rates.layers(), rates.locked());
    stack =
        layers == null
            ? null
            : new RecurrentStack(ops, layers, between, this.vectors.width(), components);
  }

  /** Returns the vectors of the tokens. */
  public TokenVectors vectors() {
    return vectors;
  }

  /**
   * Adds the weights.
   *
   * @param embedding the name of the vectors' matrix
   * @param layers what the names of the layers' weights begin with
   * @param directions what the names of a layer's cells end with
   */
  public void collect(
      String embedding, String layers, List<String> directions, NamedParameters parameters) {
    vectors.collect(embedding, parameters);
    if (stack != null) {
      stack.collect(layers, directions, parameters);
    }
  }

  /** Returns the width of a state, M. */
  public long outputSize() {
    return stack == null ? vectors.width() : stack.outputSize();
  }

  /** Returns the width of the state of one cell; of the vectors if there are no layers. */
  public long cellSize() {
    return stack == null ? vectors.width() : stack.cellSize();
  }

  /** Returns the number of layers. */
  public int layers() {
    return stack == null ? 0 : stack.layers();
  }

  /**
   * What was read.
   *
   * @param states {@code [T, B, M]}, zero past the end of a text
   * @param top the final states of the top layer's cells, rows B; empty without layers
   * @param ends the final states of all cells that read from left to right, from the lowest up
   */
  public record Output(NDArray states, List<CellState> top, List<CellState> ends) {}

  /** Returns a runner that runs each cell over its whole sequence in the usual way. */
  public SequenceRunner runner() {
    return Recurrence.by(ops);
  }

  /** Opens the layers for rows that are read together. There must be layers. */
  public RecurrentStack.Run open(NDManager manager, long rows, Mode mode) {
    return Objects.requireNonNull(stack).open(manager, rows, mode);
  }

  /**
   * Reads a batch.
   *
   * @param type of the weights
   * @param begin the states that the cells begin with; null for zeros
   * @param runner runs each cell
   */
  public Output read(
      PaddedBatch batch,
      Mode mode,
      DataType type,
      @Nullable List<CellState> begin,
      SequenceRunner runner) {
    LayerDropout.Run dropout = new LayerDropout(rates.embedding(), rates.locked()).open(mode);
    NDArray x =
        LayerDropout.droppedWords(
            dropout.apply(vectors.of(batch.ids(), type)), rates.words(), mode);
    if (stack == null) {
      return new Output(x.mul(batch.present(type)), List.of(), List.of());
    }
    RecurrentStack.Output read =
        stack
            .open(x.getManager(), batch.lengths().batchSize(), mode)
            .sequence(0, x, batch.lengths(), runner, begin);
    return new Output(read.outputs(), read.top(), read.ends());
  }
}
