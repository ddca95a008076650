package org.dragoman.evaluation.label;

import java.util.List;

/**
 * How often each label was given where each label was right. Not thread-safe.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = new ConfusionMatrix(List.of("de", "en"));
 * matrix.add(0, 1);                   // right is de, and en was given
 * double accuracy = matrix.accuracy();
 * }</pre>
 */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final long[][] counts;

  /** Creates a matrix of zeros. */
  public ConfusionMatrix(List<String> labels) {
    this.labels = List.copyOf(labels);
    counts = new long[labels.size()][labels.size()];
  }

  /**
   * Counts one label.
   *
   * @param right the number of the right label
   * @param given the number of the label that was given
   */
  public void add(int right, int given) {
    counts[right][given]++;
  }

  /** Returns the labels, in the order of their numbers. */
  public List<String> labels() {
    return labels;
  }

  /** Returns how often one label was given where another was right. */
  public long count(int right, int given) {
    return counts[right][given];
  }

  /** Returns the number of labels counted. */
  public long total() {
    long total = 0;
    for (long[] row : counts) {
      for (long count : row) {
        total += count;
      }
    }
    return total;
  }

  /** Returns the share of right labels, 0 to 1; NaN if none was counted. */
  public double accuracy() {
    long hits = 0;
    for (int i = 0; i < counts.length; i++) {
      hits += counts[i][i];
    }
    return (double) hits / total();
  }

  /**
   * Returns F1 of one label, the harmonic mean of precision and recall, 0 to 1: {@code 2 hits /
   * (right + given)}. It is 0 for a label that was neither right nor given.
   */
  public double f1(int label) {
    long right = right(label);
    long given = given(label);
    return right + given == 0 ? 0 : 2.0 * counts[label][label] / (right + given);
  }

  /** Returns how often a label was right. */
  public long right(int label) {
    long right = 0;
    for (long count : counts[label]) {
      right += count;
    }
    return right;
  }

  /** Returns how often a label was given. */
  public long given(int label) {
    long given = 0;
    for (long[] row : counts) {
      given += row[label];
    }
    return given;
  }

  /** Returns the mean of F1 over the labels that were right or given at least once. */
  public double macroF1() {
    double sum = 0;
    int used = 0;
    for (int label = 0; label < counts.length; label++) {
      if (right(label) + given(label) > 0) {
        sum += f1(label);
        used++;
      }
    }
    return sum / used;
  }
}
