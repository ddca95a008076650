package org.dragoman.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.network.LabelTransitions;
import org.dragoman.runtime.network.LinearChain;
import org.dragoman.spi.Lengths;
import org.dragoman.training.batch.PredictionBatch;

/**
 * The negative log-likelihood of the right sequence of labels under a {@link LinearChain}. Its
 * gradients are computed by their formulas: with respect to an emission the marginal probability of
 * the label, minus one for the right label; with respect to a transition the expected number of its
 * occurrences minus the real one.
 *
 * @param transitions of the model
 */
public record ChainLoss(LabelTransitions transitions) implements PredictionLoss {
  @Override
  public double learn(
      Predictor.Predictions predictions, PredictionBatch batch, Objective.Backward backward) {
    NDArray logits = predictions.logits();
    Sums sums = new Sums(transitions.chain(), batch.inputs().tokens().lengths());
    try (GradMode off = GradMode.off()) {
      sums.add(logits.toType(DataType.FLOAT64, true).toDoubleArray(), batch.wanted().toLongArray());
    }
    NDManager manager = logits.getManager();
    DataType type = logits.getDataType();
    backward.pass(logits, array(manager, sums.emissions, logits.getShape(), type));
    pass(backward, manager, transitions.start(), sums.start);
    pass(backward, manager, transitions.between(), sums.between);
    pass(backward, manager, transitions.end(), sums.end);
    return sums.loss;
  }

  /** A weight that is no longer trained has no gradient. */
  private static void pass(
      Objective.Backward backward, NDManager manager, NDArray weight, double[] gradient) {
    if (weight.hasGradient()) {
      backward.pass(weight, array(manager, gradient, weight.getShape(), weight.getDataType()));
    }
  }

  private static NDArray array(NDManager manager, double[] values, Shape shape, DataType type) {
    return NativeCopy.of(manager.create(values, shape)).toType(type, false);
  }

  /** The loss of a batch and its gradients. */
  private static final class Sums {
    private final LinearChain chain;
    private final Lengths lengths;
    private final int labels;
    private double[] emissions = {};
    private final double[] start;
    private final double[] between;
    private final double[] end;
    private double loss;

    Sums(LinearChain chain, Lengths lengths) {
      this.chain = chain;
      this.lengths = lengths;
      labels = chain.labels();
      start = new double[labels];
      between = new double[labels * labels];
      end = new double[labels];
    }

    /**
     * Adds the texts of a batch.
     *
     * @param values {@code [N * L]}, the emissions, time-major
     * @param wanted {@code [N]}
     */
    void add(double[] values, long[] wanted) {
      emissions = new double[values.length];
      int[][] rows = rows();
      for (int[] places : rows) {
        int steps = places.length;
        double[][] scores = new double[steps][labels];
        int[] right = new int[steps];
        for (int t = 0; t < steps; t++) {
          System.arraycopy(values, places[t] * labels, scores[t], 0, labels);
          right[t] = (int) wanted[places[t]];
        }
        add(chain.distribution(scores), chain.score(scores, right), places, right);
      }
    }

    /** For each text the rows of its tokens. */
    private int[][] rows() {
      int[][] rows = new int[lengths.batchSize()][];
      for (int b = 0; b < rows.length; b++) {
        rows[b] = new int[lengths.get(b)];
      }
      int row = 0;
      for (int t = 0; t < lengths.max(); t++) {
        for (int[] places : rows) {
          if (t < places.length) {
            places[t] = row++;
          }
        }
      }
      return rows;
    }

    private void add(LinearChain.Distribution all, double score, int[] places, int[] right) {
      loss += all.logPartition() - score;
      int last = places.length - 1;
      for (int t = 0; t <= last; t++) {
        double[] marginals = all.marginals()[t];
        for (int label = 0; label < labels; label++) {
          double error = marginals[label] - (right[t] == label ? 1 : 0);
          emissions[places[t] * labels + label] = error;
          start[label] += t == 0 ? error : 0;
          end[label] += t == last ? error : 0;
        }
        if (t > 0) {
          between[right[t - 1] * labels + right[t]] -= 1;
        }
      }
      for (int from = 0; from < labels; from++) {
        for (int to = 0; to < labels; to++) {
          between[from * labels + to] += all.pairs()[from][to];
        }
      }
    }
  }
}
