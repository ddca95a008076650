package org.dragoman.testkit;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.dragoman.runtime.engine.GradMode;

/**
 * Gradients of a loss with respect to arrays, by the engine and by central differences.
 *
 * <p>It collects Java's garbage between the forward and the backward pass: an array that was made
 * from a Java number and closed too early gives wrong gradients without any error, and this way the
 * test sees it.
 *
 * @param engine that the arrays belong to
 * @param leaves by name, of type FLOAT64 for {@link #check}
 * @param loss computes a scalar from the leaves as they are
 */
public record Gradients(TestEngine engine, Map<String, NDArray> leaves, Loss loss) {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  /** The number of values of a leaf to check; of larger leaves it checks a random choice. */
  private static final int CHECKED = 60;

  /** Computes a scalar from the leaves; the same leaves always give the same scalar. */
  public interface Loss {
    /** Computes the loss; what is made on the way may belong to the scope. */
    NDArray compute(NDManager scope);
  }

  /** Takes the leaves in their order. */
  public Gradients {
    leaves = new LinkedHashMap<>(leaves);
  }

  /** The gradients by the engine. */
  public Map<String, double[]> backward() {
    for (NDArray leaf : leaves.values()) {
      if (!leaf.hasGradient()) {
        leaf.setRequiresGradient(true);
      }
      engine.torch().zeroGradient(leaf);
    }
    try (NDManager scope = engine.manager().newSubManager();
        GradMode on = GradMode.on()) {
      NDArray value = loss.compute(scope);
      TestEngine.collectGarbage();
      engine.torch().backward(value, scope.ones(value.getShape(), value.getDataType()));
    }
    Map<String, double[]> gradients = new LinkedHashMap<>();
    leaves.forEach(
        (name, leaf) -> {
          try (NDArray gradient = leaf.getGradient()) {
            gradients.put("the gradient of " + name, Values.of(gradient));
          }
        });
    return gradients;
  }

  /** Asserts that the engine's gradients are those that differences of the loss show. */
  public void check() {
    Map<String, double[]> gradients = backward();
    leaves.forEach(
        (name, leaf) -> {
          String what = "the gradient of " + name;
          double[] all = requireNonNull(gradients.get(what));
          int[] chosen = choose(all.length);
          double[] byEngine = new double[chosen.length];
          double[] byDifferences = new double[chosen.length];
          for (int k = 0; k < chosen.length; k++) {
            byEngine[k] = all[chosen[k]];
            byDifferences[k] = difference(leaf, chosen[k]);
          }
          Values.assertClose(what, byEngine, byDifferences, TOLERANCE);
        });
  }

  private static int[] choose(int size) {
    return new Random(size).ints(0, size).distinct().limit(Math.min(size, CHECKED)).toArray();
  }

  private double difference(NDArray leaf, int index) {
    double[] values = Values.of(leaf);
    double before = values[index];
    values[index] = before + STEP;
    double above = lossWith(leaf, values);
    values[index] = before - STEP;
    double below = lossWith(leaf, values);
    values[index] = before;
    write(leaf, values);
    return (above - below) / (2 * STEP);
  }

  private double lossWith(NDArray leaf, double[] values) {
    write(leaf, values);
    try (NDManager scope = engine.manager().newSubManager();
        GradMode off = GradMode.off()) {
      return Values.of(loss.compute(scope))[0];
    }
  }

  private void write(NDArray leaf, double[] values) {
    try (NDArray array = engine.array(values, leaf.getShape(), leaf.getDataType())) {
      TestEngine.write(leaf, array);
    }
  }
}
