package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ForwardingCellRun;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;

/**
 * Several cells that share one state: at every step the first reads the input, and each next one
 * moves the state on without any (Pascanu et al. 2014, arXiv:1312.6026; for translation Miceli
 * Barone et al. 2017, arXiv:1707.07631). The state of the last is the next step's first.
 */
public final class DeepTransition implements RnnCell {
  private final RnnCell first;
  private final List<RnnCell> others;

  private DeepTransition(RnnCell first, List<RnnCell> others) {
    this.first = first;
    this.others = others;
  }

  /**
   * A cell of a transition depth; of depth 1 the cell itself.
   *
   * @param depth the number of cells, at least 1
   */
  public static RnnCell of(Components components, ComponentSpec spec, int depth, long inputSize) {
    RnnCell first = components.cell(spec, inputSize);
    List<RnnCell> others = new ArrayList<>();
    for (int i = 1; i < depth; i++) {
      others.add(components.cell(spec, 0));
    }
    return others.isEmpty() ? first : new DeepTransition(first, List.copyOf(others));
  }

  /** Adds the weights of a cell that {@link #of} made. */
  public static void collect(String name, RnnCell cell, NamedParameters parameters) {
    if (cell instanceof DeepTransition deep) {
      parameters.add(name, deep.first);
      for (int i = 0; i < deep.others.size(); i++) {
        parameters.add("%s.transition.%d".formatted(name, i + 1), deep.others.get(i));
      }
    } else {
      parameters.add(name, cell);
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(first.parameters());
    others.forEach(cell -> all.addAll(cell.parameters()));
    return all;
  }

  @Override
  public long inputSize() {
    return first.inputSize();
  }

  @Override
  public long outputSize() {
    return first.outputSize();
  }

  @Override
  public CellRun open(NDManager manager, long batchSize, Mode mode) {
    CellRun reading = first.open(manager, batchSize, mode);
    List<CellRun> moving =
        others.stream().map(cell -> cell.open(manager, batchSize, mode)).toList();
    return new Run(reading, moving);
  }

  private static final class Run extends ForwardingCellRun {
    private final List<CellRun> moving;

    Run(CellRun reading, List<CellRun> moving) {
      super(reading);
      this.moving = moving;
    }

    @Override
    public CellState step(NDArray projected, CellState state) {
      CellState moved = super.step(projected, state);
      for (CellRun run : moving) {
        moved = run.step(run.project(noInput(projected)), moved);
      }
      return moved;
    }

    private static NDArray noInput(NDArray projected) {
      Shape nothing = new Shape(projected.getShape().get(0), 0);
      return projected.getManager().zeros(nothing, projected.getDataType());
    }

    /** Those of the later cells are called as their weights are, {@code transition.1.r}. */
    @Override
    public Map<String, NDArray> gates(NDArray projected, CellState state) {
      Map<String, NDArray> gates = new LinkedHashMap<>(super.gates(projected, state));
      CellState moved = super.step(projected, state);
      for (int i = 0; i < moving.size(); i++) {
        CellRun run = moving.get(i);
        NDArray nothing = run.project(noInput(projected));
        String prefix = "transition.%d.".formatted(i + 1);
        run.gates(nothing, moved).forEach((name, gate) -> gates.put(prefix + name, gate));
        moved = run.step(nothing, moved);
      }
      return gates;
    }
  }
}
