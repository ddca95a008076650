package org.dragoman.training.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Mode;
import org.dragoman.spi.RnnCell;
import org.dragoman.training.optimizer.Gradients;

/**
 * Measures how far a gradient reaches back in time: the norm of the loss's gradient with respect to
 * the hidden state, by the distance from the end (Pascanu et al. 2013, arXiv:1211.5063). A cell
 * with its initial weights reads random inputs. The loss is the product of the last output with a
 * random vector of length 1, so the norm at distance 0 is 1.
 */
public final class GradientFlow {
  private static final String RECURRENT = "weight_hh";

  private final Torch torch;
  private final Setting setting;

  /**
   * The random input of a measurement.
   *
   * @param steps of a sequence
   * @param sequences the number of sequences over which norms are averaged
   * @param inputSize the width of an input; values are drawn from a normal distribution
   * @param seed of initial weights, inputs and loss
   */
  public record Setting(int steps, int sequences, int inputSize, long seed) {}

  /**
   * The result of a measurement.
   *
   * @param norms of the gradient with respect to the output, by the distance from the end, from 0
   * @param weightNorm of the gradient of the mean loss with respect to all weights together: the
   *     norm that clipping uses
   */
  public record Flow(List<Double> norms, double weightNorm) {
    /** Returns the factor of all gradients when the norm of the weights' gradient is clipped. */
    public double clipped(double limit) {
      return weightNorm > limit ? limit / weightNorm : 1;
    }
  }

  /** Creates a measurement. */
  public GradientFlow(Torch torch, Setting setting) {
    this.torch = torch;
    this.setting = setting;
  }

  /**
   * Measures a cell. Draws its weights, and frees them at the end.
   *
   * @param gain the factor for its recurrent matrix after that
   */
  public Flow of(RnnCell cell, double gain) {
    Map<String, Parameter> weights = new LinkedHashMap<>();
    cell.parameters().forEach(weight -> weights.put(weight.getName(), weight));
    torch.seed(setting.seed());
    try (NDManager scope = torch.manager().newSubManager()) {
      weights.values().forEach(weight -> weight.initialize(scope, DataType.FLOAT32));
      scale(weights, gain, scope);
      return flow(cell, weights, scope);
    }
  }

  private void scale(Map<String, Parameter> weights, double gain, NDManager scope) {
    try (GradMode off = GradMode.off()) {
      weights.forEach(
          (name, weight) -> {
            if (name.startsWith(RECURRENT)) {
              NDArray scaled = torch.ops().scale(weight.getArray().duplicate(), gain);
              scaled.attach(scope);
              weight.getArray().set(new NDIndex(":"), scaled);
            }
          });
    }
  }

  private Flow flow(RnnCell cell, Map<String, Parameter> weights, NDManager scope) {
    int batch = setting.sequences();
    Shape inputs = new Shape(setting.steps(), batch, setting.inputSize());
    NDArray x = scope.randomNormal(0, 1, inputs, DataType.FLOAT32);
    List<NDArray> added = new ArrayList<>();
    try (GradMode on = GradMode.on()) {
      CellRun run = cell.open(scope, batch, Mode.TRAINING);
      NDArray projected = run.project(x);
      CellState state = run.zeroState();
      for (int t = 0; t < setting.steps(); t++) {
        CellState next = run.step(projected.get(t), state);
        // Something added to a state has the same gradient as the state.
        NDArray nothing = torch.leaf(next.output().zerosLike());
        added.add(nothing);
        state = new CellState(next.output().add(nothing), next.memory());
      }
      NDArray last = state.output();
      NDArray direction = scope.randomNormal(0, 1, last.getShape(), DataType.FLOAT32);
      NDArray unit = direction.div(direction.norm(new int[] {1}, true));
      NDArray loss = last.mul(unit).sum();
      torch.backward(loss, loss.onesLike());
    }
    try (GradMode off = GradMode.off()) {
      List<Double> norms = new ArrayList<>();
      for (int t = added.size() - 1; t >= 0; t--) {
        NDArray rows = torch.gradient(added.get(t)).norm(new int[] {1});
        norms.add(rows.toType(DataType.FLOAT64, false).mean().getDouble());
      }
      return new Flow(norms, new Gradients(torch, weights).norm() / batch);
    }
  }
}
