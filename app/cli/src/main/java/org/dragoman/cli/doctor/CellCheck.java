package org.dragoman.cli.doctor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.check.Checked;
import org.dragoman.runtime.engine.check.Errors;
import org.dragoman.runtime.engine.check.Finding;
import org.dragoman.runtime.engine.check.Use;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;

/**
 * Compares the whole-sequence form of each installed cell, if it has one, with its own steps:
 * outputs, final states and all gradients, in both directions, over sequences of different lengths.
 *
 * @param torch the engine
 * @param registry the installed cells
 */
public record CellCheck(Torch torch, Registry registry) {
  private static final List<Integer> SIZES = List.of(33, 40, 100);
  private static final int INPUTS = 17;
  private static final Lengths LENGTHS = Lengths.of(2, 4, 1);
  private static final double ALLOWED = 1e-3;
  private static final int SEED = 7;

  /** Checks all cells, in the order of their names; a cell with steps only has no trials. */
  public List<Checked> run() {
    return registry.all().stream()
        .filter(registration -> registration.kind() == ComponentKind.CELL)
        .map(this::check)
        .toList();
  }

  private Checked check(Registration registration) {
    int trials = 0;
    double greatest = 0;
    List<Finding> wrong = new ArrayList<>();
    for (int size : hasSize(registration) ? SIZES : List.of(0)) {
      for (boolean reverse : new boolean[] {false, true}) {
        String words =
            (size == 0 ? "its usual size" : "units " + size) + (reverse ? ", in reverse" : "");
        try (NDManager scope = torch.manager().newSubManager()) {
          Case one = new Case(torch, scope, cell(registration, size), reverse);
          if (!one.isFused()) {
            continue;
          }
          trials++;
          Errors errors = one.compare();
          greatest = Math.max(greatest, Math.max(errors.result(), errors.gradient()));
          if (errors.result() > ALLOWED) {
            wrong.add(new Finding(words, Finding.Part.RESULT, errors.result(), ""));
          } else if (errors.gradient() > ALLOWED) {
            wrong.add(new Finding(words, Finding.Part.GRADIENT, errors.gradient(), ""));
          }
        } catch (DragomanException e) {
          // A cell that cannot be created like this is not wrong.
          continue;
        } catch (RuntimeException e) {
          wrong.add(
              new Finding(words, Finding.Part.RESULT, Double.POSITIVE_INFINITY, String.valueOf(e)));
        }
      }
    }
    return new Checked("cell " + registration.name(), Use.CELL, ALLOWED, trials, greatest, wrong);
  }

  private static boolean hasSize(Registration registration) {
    return Field.of(registration.factory().configType()).stream()
        .anyMatch(field -> field.key().equals("size") && field.shape() == Field.Shape.SINGLE);
  }

  private RnnCell cell(Registration registration, int size) {
    ConfigTree tree = ConfigTree.parse("{}", "the configuration of " + registration.name());
    ConfigTree sized = size == 0 ? tree : tree.override(List.of("size=" + size));
    Record config = new ConfigBinder(registry).bind(registration.factory().configType(), sized);
    return new Components(registry)
        .cell(new ComponentSpec(ComponentKind.CELL, registration.name(), config), INPUTS);
  }

  /** A cell with weights and inputs. */
  private static final class Case {
    private final Torch torch;
    private final NDManager scope;
    private final RnnCell cell;
    private final boolean reverse;
    private final List<NDArray> leaves = new ArrayList<>();
    private final NDArray inputs;
    private final CellState initial;

    Case(Torch torch, NDManager scope, RnnCell cell, boolean reverse) {
      this.torch = torch;
      this.scope = scope;
      this.cell = cell;
      this.reverse = reverse;
      torch.seed(SEED);
      try (GradMode off = GradMode.off()) {
        inputs = normal(new Shape(LENGTHS.max(), LENGTHS.batchSize(), INPUTS));
        for (Parameter parameter : cell.parameters()) {
          parameter.initialize(scope, DataType.FLOAT32);
          NDArray drawn = torch.ops().scale(normal(parameter.getShape()), 0.25);
          parameter.getArray().set(new NDIndex(":"), drawn);
          leaves.add(parameter.getArray());
        }
        initial =
            cell.open(scope, LENGTHS.batchSize(), Mode.INFERENCE)
                .zeroState()
                .map(array -> normal(array.getShape()));
      }
      leaves.add(inputs);
      leaves.addAll(arrays(initial));
      leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    }

    private NDArray normal(Shape shape) {
      return scope.randomNormal(0, 1, shape, DataType.FLOAT32);
    }

    private static List<NDArray> arrays(CellState state) {
      List<NDArray> arrays = new ArrayList<>(state.memory());
      arrays.add(0, state.output());
      return arrays;
    }

    boolean isFused() {
      try (GradMode off = GradMode.off()) {
        return open().sequence(inputs, LENGTHS, reverse, initial).isPresent();
      }
    }

    /** Opens a run; dropout, if there is some, is the same for both forms. */
    private CellRun open() {
      torch.seed(SEED);
      return cell.open(scope, LENGTHS.batchSize(), Mode.TRAINING);
    }

    Errors compare() {
      try (GradMode on = GradMode.on()) {
        Outcome steps =
            outcome(Recurrence.stepwise(torch.ops(), open(), inputs, LENGTHS, reverse, initial));
        Outcome fused = outcome(open().sequence(inputs, LENGTHS, reverse, initial).orElseThrow());
        return new Errors(
            error(fused.results(), steps.results()), error(fused.gradients(), steps.gradients()));
      }
    }

    private Outcome outcome(SequenceOutput output) {
      List<NDArray> results = new ArrayList<>(arrays(output.finalState()));
      results.add(output.outputs());
      // The sine gives each value its own weight in the loss.
      NDArray loss =
          results.stream().map(array -> array.sin().sum()).reduce(NDArray::add).orElseThrow();
      torch.backward(loss, loss.onesLike());
      List<double[]> gradients = new ArrayList<>();
      for (NDArray leaf : leaves) {
        try (NDArray gradient = torch.gradient(leaf)) {
          gradients.add(read(gradient));
        }
        torch.zeroGradient(leaf);
      }
      return new Outcome(results.stream().map(Case::read).toList(), gradients);
    }

    private static double[] read(NDArray array) {
      return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private static double error(List<double[]> actual, List<double[]> expected) {
      double error = 0;
      for (int i = 0; i < expected.size(); i++) {
        error = Math.max(error, Errors.of(actual.get(i), expected.get(i)));
      }
      return error;
    }
  }

  private record Outcome(List<double[]> results, List<double[]> gradients) {}
}
