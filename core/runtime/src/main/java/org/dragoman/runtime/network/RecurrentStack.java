package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers, one on the other. Each layer reads what the layer below it put out, after
 * dropout, and is joined to it by a {@link SkipConnection}. An encoder runs a stack over whole
 * sequences, in one direction or in both; a decoder also moves it on step by step.
 *
 * <pre>{@code
 * RecurrentStack.Run run = stack.open(manager, batchSize, Mode.TRAINING);
 * RecurrentStack.Output read = run.sequence(0, embedded, lengths, runner, null);
 * }</pre>
 */
public final class RecurrentStack {
  private final List<Layer> layers = new ArrayList<>();
  private final SkipConnection connection;
  private final LayerDropout dropout;

  /** Which way the layers read. */
  public enum Directions {
    /** Each from left to right. */
    FORWARD,
    /** Each both ways, by a cell for each. */
    BIDIRECTIONAL,
    /** The first from left to right, the next from right to left, and so on. */
    ALTERNATING;

    private List<Boolean> reversed(int layer) {
      return switch (this) {
        case FORWARD -> List.of(false);
        case BIDIRECTIONAL -> List.of(false, true);
        case ALTERNATING -> List.of(layer % 2 == 1);
      };
    }
  }

  /**
   * The structure of a stack.
   *
   * @param cell of every layer and direction
   * @param layers how many there are
   * @param transitionDepth cells that share the state of a layer
   * @param lowestDepth the same of the lowest layer
   */
  public record Structure(
      ComponentSpec cell,
      int layers,
      Directions directions,
      SkipConnection.Type connection,
      int transitionDepth,
      int lowestDepth) {}

  /** A cell and whether it reads from right to left. */
  private record DirectedCell(RnnCell cell, boolean reverse) {}

  private record Layer(List<DirectedCell> cells) {
    long outputSize() {
      return cells.stream().mapToLong(directed -> directed.cell().outputSize()).sum();
    }
  }

  /**
   * Create a stack whose weights are not yet filled.
   *
   * @param dropout between the layers
   * @param inputSize the width of what the lowest layer reads
   */
  public RecurrentStack(
      Ops ops, Structure structure, LayerDropout dropout, long inputSize, Components components) {
    this.dropout = dropout;
    long width = inputSize;
    for (int i = 0; i < structure.layers(); i++) {
      int depth = i == 0 ? structure.lowestDepth() : structure.transitionDepth();
      List<DirectedCell> cells = new ArrayList<>();
      for (boolean reverse : structure.directions().reversed(i)) {
        cells.add(
            new DirectedCell(
                DeepTransition.of(components, structure.cell(), depth, width), reverse));
      }
      layers.add(new Layer(List.copyOf(cells)));
      width = layers.get(i).outputSize();
    }
    connection = new SkipConnection(ops, structure.connection(), structure.layers(), width);
  }

  /**
   * Adds the weights.
   *
   * @param stack what their names begin with
   * @param directions what the names of a layer's cells end with, the first one's first, such as
   *     {@code .forward}
   */
  public void collect(String stack, List<String> directions, NamedParameters parameters) {
    for (int i = 0; i < layers.size(); i++) {
      List<DirectedCell> cells = layers.get(i).cells();
      for (int k = 0; k < cells.size(); k++) {
        String name = stack + "." + i + directions.get(k);
        DeepTransition.collect(name, cells.get(k).cell(), parameters);
      }
    }
    connection.collect(stack, parameters);
  }

  /** Return the number of layers. */
  public int layers() {
    return layers.size();
  }

  /** Return the width of what the top layer puts out, of all its directions together. */
  public long outputSize() {
    return layers.get(layers.size() - 1).outputSize();
  }

  /** Return the width of the state of one cell. */
  public long cellSize() {
    return layers.get(0).cells().get(0).cell().outputSize();
  }

  /** Opens the stack for one batch; each cell is opened when it is first run. */
  public Run open(NDManager manager, long batchSize, Mode mode) {
    return new Run(manager, batchSize, mode);
  }

  /**
   * The outputs of a stack for whole sequences.
   *
   * @param outputs {@code [T, B, M]}, of the top layer
   * @param top the final states of the top layer's cells, rows B: one, or that of the cell from
   *     left to right and then that of the other
   * @param ends the final states of all cells that read from left to right, from the lowest layer
   *     up
   */
  public record Output(NDArray outputs, List<CellState> top, List<CellState> ends) {}

  /** The stack at work on one batch; not for several threads. */
  public final class Run {
    private final NDManager manager;
    private final long batchSize;
    private final Mode mode;
    private final @Nullable CellRun[][] cells = new CellRun[layers.size()][2];
    private final List<LayerDropout.Run> drops;

    private Run(NDManager manager, long batchSize, Mode mode) {
      this.manager = manager;
      this.batchSize = batchSize;
      this.mode = mode;
      drops = layers.stream().map(layer -> dropout.open(mode)).toList();
    }

    /**
     * Opens the cells of a stack that reads from left to right now, from the lowest up. What they
     * draw at random then comes before anything that a step draws.
     *
     * @param watch what each cell is run as
     */
    public Run openAll(CellWatch watch) {
      for (int i = 0; i < layers.size(); i++) {
        cells[i][0] = watch.of(Integer.toString(i), cell(i));
      }
      return this;
    }

    /** Return the run of a layer's only cell, or of the one that reads from left to right. */
    public CellRun cell(int layer) {
      return cell(layer, 0);
    }

    private CellRun cell(int layer, int direction) {
      CellRun run = cells[layer][direction];
      if (run == null) {
        run = layers.get(layer).cells().get(direction).cell().open(manager, batchSize, mode);
        cells[layer][direction] = run;
      }
      return run;
    }

    /**
     * Runs layers over whole sequences.
     *
     * @param from the lowest layer that is run; those below it are left out
     * @param inputs {@code [T, B, I]}, what it reads
     * @param runner runs each cell
     * @param begin the states of all cells that read from left to right, from that layer up; null
     *     for zeros
     * @return the inputs where there is no such layer
     */
    public Output sequence(
        int from,
        NDArray inputs,
        Lengths lengths,
        SequenceRunner runner,
        @Nullable List<CellState> begin) {
      NDArray x = inputs;
      List<CellState> top = List.of();
      List<CellState> ends = new ArrayList<>();
      for (int i = from; i < layers.size(); i++) {
        NDArray in = i == 0 ? x : drops.get(i).apply(x);
        List<SequenceOutput> outputs = new ArrayList<>();
        for (int k = 0; k < layers.get(i).cells().size(); k++) {
          boolean reverse = layers.get(i).cells().get(k).reverse();
          CellRun cell = cell(i, k);
          CellState initial = reverse || begin == null ? cell.zeroState() : begin.get(ends.size());
          SequenceOutput output = runner.run(cell, in, lengths, reverse, initial);
          outputs.add(output);
          if (!reverse) {
            ends.add(output.finalState());
          }
        }
        top = outputs.stream().map(SequenceOutput::finalState).toList();
        x =
            connection.join(
                i, x, sideBySide(outputs.stream().map(SequenceOutput::outputs).toList()));
      }
      return new Output(x, top, List.copyOf(ends));
    }

    /**
     * Moves the layers on by one step, from the second up. The lowest is moved on by its {@link
     * #cell}.
     *
     * @param lowest rows B, its state after the step
     * @param before the states of all layers, rows B
     * @param after gets the states of the layers from the second up
     * @return {@code [B, H]}, what the top layer puts out
     */
    public NDArray stepAbove(CellState lowest, List<CellState> before, List<CellState> after) {
      NDArray x = lowest.output();
      for (int i = 1; i < layers.size(); i++) {
        CellRun cell = cell(i);
        CellState next = cell.step(cell.project(drops.get(i).apply(x)), before.get(i));
        after.add(next);
        x = connection.join(i, x, next.output());
      }
      return x;
    }
  }

  /**
   * Joins the outputs of the directions of a layer.
   *
   * @param arrays {@code [..., H]} each
   * @return {@code [..., M]}
   */
  public static NDArray sideBySide(List<NDArray> arrays) {
    return arrays.size() == 1 ? arrays.get(0) : arrays.get(0).concat(arrays.get(1), -1);
  }
}
