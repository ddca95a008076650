package org.dragoman.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.cli.io.Version;
import org.dragoman.evaluation.label.ConfusionMatrix;
import org.dragoman.evaluation.label.SpanScores;
import org.dragoman.training.task.ModelTest;
import org.dragoman.training.validation.LabelValidator;
import org.dragoman.training.validation.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Writes the scores of a language model, classifier, tagger or generator as text or JSON.
 *
 * @param bundle its folder
 * @param manifestSha256 hash of its manifest, which contains the hashes of its other files
 * @param sets one per file
 */
public record DataEvaluation(Path bundle, String manifestSha256, List<ScoredFile> sets) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDEST_MATRIX = 20;

  /**
   * The scores on a file.
   *
   * @param examples how many it has
   * @param baseline the scores of a model without a network; empty if there is none
   */
  public record ScoredFile(
      Path file, String sha256, int examples, ModelTest test, List<Measure> baseline) {}

  /** Returns text for a reader. If there are several files, each has a heading with its name. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ScoredFile set : sets) {
      text.append(sets.size() == 1 ? "" : set.file() + "\n");
      set.test().measures().forEach(measure -> text.append(measure.full()).append('\n'));
      set.baseline().stream()
          .map(Measure::full)
          .distinct()
          .forEach(line -> text.append(line).append('\n'));
      text.append(labels(set.test().labels()));
    }
    return text.toString();
  }

  private static String labels(LabelValidator.@Nullable Result result) {
    if (result == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    if (result.spans() != null) {
      text.append("\nspans\tprecision\trecall\tF1\tright\tgiven\n");
      result.spans().types().forEach((type, counts) -> text.append(row(type, counts)));
      text.append(row("all", result.spans().all()));
    }
    ConfusionMatrix matrix = result.matrix();
    text.append("\nlabel\tprecision\trecall\tF1\tright\tgiven\n");
    for (int label = 0; label < matrix.labels().size(); label++) {
      text.append(row(matrix.labels().get(label), counts(matrix, label)));
    }
    return text.append(matrix.labels().size() > WIDEST_MATRIX ? "" : table(matrix)).toString();
  }

  private static SpanScores.Counts counts(ConfusionMatrix matrix, int label) {
    return new SpanScores.Counts(
        matrix.right(label), matrix.given(label), matrix.count(label, label));
  }

  private static String row(String name, SpanScores.Counts counts) {
    return String.format(
        Locale.ROOT,
        "%s\t%.2f %%\t%.2f %%\t%.2f %%\t%d\t%d%n",
        name,
        100 * counts.precision(),
        100 * counts.recall(),
        100 * counts.f1(),
        counts.right(),
        counts.given());
  }

  /** A row for each right label, a column for each label that was given. */
  private static String table(ConfusionMatrix matrix) {
    List<String> names = matrix.labels();
    StringBuilder text = new StringBuilder("\nright \\ given");
    names.forEach(name -> text.append('\t').append(name));
    for (int right = 0; right < names.size(); right++) {
      text.append('\n').append(names.get(right));
      for (int given = 0; given < names.size(); given++) {
        text.append('\t').append(matrix.count(right, given));
      }
    }
    return text.append('\n').toString();
  }

  /** Returns JSON for a program, with unrounded numbers. */
  public String json() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("dragoman", new Version().getVersion()[0]);
    root.put("bundle", String.valueOf(bundle.toAbsolutePath().normalize().getFileName()));
    root.put("manifest_sha256", manifestSha256);
    ArrayNode array = root.putArray("test_sets");
    for (ScoredFile set : sets) {
      ObjectNode node = array.addObject();
      node.putObject("data")
          .put("file", String.valueOf(set.file().getFileName()))
          .put("sha256", set.sha256());
      node.put("examples", set.examples());
      for (Measure measure : set.test().measures()) {
        node.put(key(measure.key()), measure.value());
      }
      if (!set.baseline().isEmpty()) {
        ObjectNode baseline = node.putObject("baseline");
        set.baseline().forEach(measure -> baseline.put(key(measure.key()), measure.value()));
      }
      putLabels(node, set.test().labels());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /** Turns {@code exactMatch} into {@code exact_match}. */
  private static String key(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static void putLabels(ObjectNode node, LabelValidator.@Nullable Result result) {
    if (result == null) {
      return;
    }
    node.put("perplexity", result.perplexity());
    if (result.spans() != null) {
      ObjectNode spans = node.putObject("spans");
      for (Map.Entry<String, SpanScores.Counts> type : result.spans().types().entrySet()) {
        put(spans.putObject(type.getKey()), type.getValue());
      }
    }
    ConfusionMatrix matrix = result.matrix();
    ObjectNode labels = node.putObject("labels");
    for (int right = 0; right < matrix.labels().size(); right++) {
      ObjectNode label = labels.putObject(matrix.labels().get(right));
      put(label, counts(matrix, right));
      ObjectNode row = label.putObject("given_as");
      for (int given = 0; given < matrix.labels().size(); given++) {
        if (matrix.count(right, given) > 0) {
          row.put(matrix.labels().get(given), matrix.count(right, given));
        }
      }
    }
  }

  private static void put(ObjectNode node, SpanScores.Counts counts) {
    node.put("precision", counts.precision())
        .put("recall", counts.recall())
        .put("f1", counts.f1())
        .put("right", counts.right())
        .put("given", counts.given());
  }
}
