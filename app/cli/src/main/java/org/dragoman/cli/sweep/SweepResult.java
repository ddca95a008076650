package org.dragoman.cli.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.cli.report.RunHistory;

/**
 * The results of a sweep on the dev set.
 *
 * @param metric what decides, in words
 * @param higherIsBetter whether more of it is better
 * @param rows one for each combination
 */
public record SweepResult(String metric, boolean higherIsBetter, List<Row> rows) {

  /**
   * The result of a combination.
   *
   * @param values by their keys
   * @param scores of the seeds that have one, each that of the best checkpoint
   * @param wanted how many seeds there are
   */
  public record Row(Map<String, String> values, List<Double> scores, int wanted) {
    /** Returns the mean; NaN without a score. */
    public double mean() {
      return scores.stream().mapToDouble(score -> score).average().orElse(Double.NaN);
    }

    /** Returns the standard deviation of a sample, with n - 1; NaN with fewer than two scores. */
    public double deviation() {
      double mean = mean();
      double squares = scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
      return scores.size() < 2 ? Double.NaN : Math.sqrt(squares / (scores.size() - 1));
    }
  }

  /**
   * Returns the score of a run's best checkpoint; NaN before the first validation.
   *
   * @param key of the metrics file, such as devBleu
   */
  static double score(RunHistory history, String key) {
    JsonNode best = null;
    for (JsonNode line : history.validations().values()) {
      best = best == null || line.path("best").asBoolean() ? line : best;
    }
    return best == null ? Double.NaN : best.path(key).asDouble(Double.NaN);
  }

  /** Returns the rows, the best first; those without a score come last. */
  private List<Row> sorted() {
    Comparator<Row> byScore =
        Comparator.comparingDouble(row -> higherIsBetter ? -row.mean() : row.mean());
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing((Row row) -> Double.isNaN(row.mean())).thenComparing(byScore));
    return sorted;
  }

  /** Returns a table with tab-separated columns, the best combination first. */
  public String table() {
    List<String> keys = new ArrayList<>(new LinkedHashMap<>(rows.get(0).values()).keySet());
    StringBuilder table =
        new StringBuilder(String.join("\t", keys)).append('\t').append(metric).append("\tseeds\n");
    for (Row row : sorted()) {
      keys.forEach(key -> table.append(row.values().get(key)).append('\t'));
      table.append(number(row)).append('\t').append(row.scores().size());
      table.append(row.scores().size() < row.wanted() ? " of " + row.wanted() : "").append('\n');
    }
    return table.toString();
  }

  private static String number(Row row) {
    if (row.scores().isEmpty()) {
      return "none";
    }
    String mean = String.format(Locale.ROOT, "%.4g", row.mean());
    return row.scores().size() < 2
        ? mean
        : mean + String.format(Locale.ROOT, " ± %.2g", row.deviation());
  }
}
