package org.dragoman.training.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.Validation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the progress of a run in three ways: to the log, the metrics file and the listener. */
public final class TrainingLog {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLog.class);

  private final MetricsLog metrics;
  private final MetricsLog samples;
  private final TrainingListener listener;
  // Sums since the last validation.
  private double loss;
  private long tokens;
  private double seconds;

  /**
   * Creates a log without entries.
   *
   * @param samples receives the sample translations of validations
   */
  public TrainingLog(MetricsLog metrics, MetricsLog samples, TrainingListener listener) {
    this.metrics = metrics;
    this.samples = samples;
    this.listener = listener;
  }

  /** The place of an update in the run: its number, the epoch, and the share of the run done. */
  record Place(long update, int epoch, double done) {}

  /**
   * Called after each update.
   *
   * @param elapsed the seconds that it took
   */
  void updated(Place place, UpdateStep.Result result, double rate, double elapsed) {
    seconds += elapsed;
    if (result.applied()) {
      loss += result.loss();
      tokens += result.tokens();
    } else {
      LOG.warn(
          "Update {}: loss {} or gradient norm {} is not finite; the update is left out",
          place.update(),
          result.loss(),
          result.gradientNorm());
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "update");
    line.put("update", place.update());
    line.put("epoch", place.epoch());
    line.put("loss", result.loss() / result.tokens());
    line.put("tokens", result.tokens());
    line.put("seconds", elapsed);
    line.put("learningRate", rate);
    line.put("gradientNorm", result.gradientNorm());
    if (result.modelFed() > 0) {
      line.put("modelFed", (double) result.modelFed() / result.tokens());
    }
    metrics.write(line);
    listener.updated(
        new TrainingListener.Update(
            place.update(),
            place.epoch(),
            tokens == 0 ? result.loss() / result.tokens() : loss / tokens,
            tokens / seconds,
            rate,
            result.gradientNorm(),
            place.done()));
  }

  /**
   * Called after a run went back to a checkpoint.
   *
   * @param from the update at which it had diverged
   * @param to the place where it is now
   */
  void rolledBack(long from, Place to) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "rollback");
    line.put("update", to.update());
    line.put("rolledBackFrom", from);
    metrics.write(line);
    loss = 0;
    tokens = 0;
    seconds = 0;
  }

  /**
   * Called after each validation.
   *
   * @param trained seconds of the run so far
   */
  void validated(Place place, double trained, Validation validation, boolean best) {
    LOG.info(
        "Update {}, epoch {}, {} min: {}dev perplexity {}, {}{}",
        place.update(),
        place.epoch(),
        format("%.1f", trained / 60),
        tokens == 0 ? "" : format("loss %.3f, %.0f tokens/s, ", loss / tokens, tokens / seconds),
        format("%.2f", validation.perplexity()),
        validation.quality().brief(),
        best ? " (best)" : "");
    for (Validation.Sample sample : validation.samples()) {
      LOG.info("  source      {}", sample.source());
      LOG.info("  reference   {}", sample.reference());
      LOG.info("  translation {}", sample.translation());
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "validation");
    line.put("update", place.update());
    line.put("minutes", trained / 60);
    line.put("devPerplexity", validation.perplexity());
    validation.measures().forEach(measure -> line.put(key("dev", measure), measure.value()));
    line.put("best", best);
    metrics.write(line);
    keep(place.update(), validation.samples());
    listener.validated(place.update(), validation, best);
    loss = 0;
    tokens = 0;
    seconds = 0;
  }

  private void keep(long update, List<Validation.Sample> told) {
    if (told.isEmpty()) {
      return;
    }
    List<Map<String, Object>> kept = new ArrayList<>();
    for (Validation.Sample sample : told) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("source", sample.source());
      values.put("reference", sample.reference());
      values.put("translation", sample.translation());
      values.put("sourceTokens", sample.tokens().sourceTokens());
      values.put("targetTokens", sample.tokens().targetTokens());
      if (!sample.tokens().weights().isEmpty()) {
        values.put("weights", rounded(sample.tokens().weights()));
      }
      kept.add(values);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("update", update);
    line.put("samples", kept);
    samples.write(line);
  }

  private static List<List<Double>> rounded(List<List<Float>> weights) {
    return weights.stream()
        .map(row -> row.stream().map(weight -> Math.round(weight * 1000) / 1000.0).toList())
        .toList();
  }

  /** Called after the final test of the best model. */
  public static void tested(MetricsLog metrics, long update, List<Measure> scores) {
    scores.forEach(score -> LOG.info("Test: {}", score.full()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "test");
    line.put("update", update);
    scores.forEach(score -> line.put(key("test", score), score.value()));
    String signature = scores.get(0).signature();
    if (signature != null) {
      line.put("testSignature", signature);
    }
    metrics.write(line);
  }

  /** {@code devBleu}. */
  private static String key(String set, Measure measure) {
    String key = measure.key();
    return set + Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
