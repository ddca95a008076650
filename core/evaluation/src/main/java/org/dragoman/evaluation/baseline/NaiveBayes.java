package org.dragoman.evaluation.baseline;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A multinomial naive Bayes classifier over the n-grams of characters of a text, from 1 to a
 * greatest order, with additive smoothing (Cavnar and Trenkle 1994 for character n-grams; McCallum
 * and Nigam 1998 for the model). A text is read with a space before and after it. Not thread-safe.
 */
public final class NaiveBayes {
  private final int order;
  private final double smoothing;
  private final Map<String, Label> labels = new TreeMap<>();
  private final Map<String, Integer> known = new HashMap<>();

  private static final class Label {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long total;
    private long texts;
  }

  /**
   * Creates a classifier that has seen nothing.
   *
   * @param order the longest n-gram, at least 1
   * @param smoothing what is added to each count, above 0
   */
  public NaiveBayes(int order, double smoothing) {
    if (order < 1 || !(smoothing > 0)) {
      throw new IllegalArgumentException(
          "order must be at least 1 and smoothing above 0, got %d and %s"
              .formatted(order, smoothing));
    }
    this.order = order;
    this.smoothing = smoothing;
  }

  /** Learns a text and its label. */
  public void add(String text, String label) {
    Label counts = labels.computeIfAbsent(label, unknown -> new Label());
    counts.texts++;
    each(
        text,
        ngram -> {
          counts.counts.merge(known.computeIfAbsent(ngram, n -> known.size()), 1, Integer::sum);
          counts.total++;
        });
  }

  private void each(String text, Consumer<String> receiver) {
    int[] points = (" " + text.strip() + " ").codePoints().toArray();
    for (int from = 0; from < points.length; from++) {
      for (int length = 1; length <= order && from + length <= points.length; length++) {
        receiver.accept(new String(points, from, length));
      }
    }
  }

  /**
   * Returns the most probable label of a text; of equally probable ones the first by its name.
   *
   * @throws IllegalStateException before a text was learned
   */
  public String label(String text) {
    if (labels.isEmpty()) {
      throw new IllegalStateException("nothing was learned");
    }
    long texts = labels.values().stream().mapToLong(label -> label.texts).sum();
    Map<String, Double> scores = new TreeMap<>();
    labels.forEach((name, label) -> scores.put(name, Math.log((double) label.texts / texts)));
    each(
        text,
        ngram -> {
          Integer id = known.get(ngram);
          if (id != null) {
            labels.forEach((name, label) -> scores.merge(name, score(label, id), Double::sum));
          }
        });
    return scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private double score(Label label, int ngram) {
    return Math.log(
        (label.counts.getOrDefault(ngram, 0) + smoothing)
            / (label.total + smoothing * known.size()));
  }
}
