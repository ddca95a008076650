package org.dragoman.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.evaluation.Decimals;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.Signature;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes the scores of systems as text or JSON.
 *
 * @param systems at least one, the baseline first
 * @param test the significance test of the scores; null for none
 * @param decimals of a score in text
 */
public record ScoreReport(List<ScoredSystem> systems, @Nullable Test test, int decimals) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double SIGNIFICANT = 0.05;

  /** A system's outcome for each metric. */
  public record ScoredSystem(String name, List<Outcome> outcomes) {}

  /** A significance test, as in the signature. */
  public record Test(String method, int samples, long seed) {}

  /** Returns one line per metric for one system, or a table for several. */
  public String text() {
    if (systems.size() > 1) {
      return table();
    }
    StringBuilder lines = new StringBuilder();
    for (Outcome outcome : systems.get(0).outcomes()) {
      lines.append(line(outcome)).append('\n');
    }
    return lines.toString();
  }

  private String line(Outcome outcome) {
    String note = outcome.interval() == null ? "" : outcome.interval().format(decimals);
    return outcome.score().formatWithSignature(signature(outcome.score()), note, decimals);
  }

  private Signature signature(Score score) {
    return test == null
        ? score.signature()
        : score.signature().withTest(test.method(), test.samples(), test.seed());
  }

  private String table() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("system"));
    systems.get(0).outcomes().forEach(outcome -> head.add(outcome.score().name()));
    rows.add(head);
    for (ScoredSystem system : systems) {
      List<String> row = new ArrayList<>();
      row.add(
          system == systems.get(0) && test != null ? "baseline: " + system.name() : system.name());
      system.outcomes().forEach(outcome -> row.add(cell(outcome)));
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    text.append('\n');
    for (Outcome outcome : systems.get(0).outcomes()) {
      text.append(outcome.score().name()).append('|').append(signature(outcome.score()));
      text.append('\n');
    }
    boolean tested = systems.get(1).outcomes().get(0).pValue() != null;
    return text + (tested ? "* differs from the baseline, p < 0.05\n" : "");
  }

  private String cell(Outcome outcome) {
    StringBuilder cell = new StringBuilder(Decimals.format(outcome.score().value(), decimals));
    if (outcome.interval() != null) {
      cell.append(" (").append(outcome.interval().format(decimals)).append(')');
    }
    Double p = outcome.pValue();
    if (p != null) {
      cell.append(" (p = ").append(Decimals.format(p, 4)).append(')');
      cell.append(p < SIGNIFICANT ? "*" : "");
    }
    return cell.toString();
  }

  /**
   * Returns an object for one score, a list for several, or for several systems a list of objects.
   */
  public String json() throws IOException {
    ArrayNode list = list();
    return JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(list.size() == 1 ? list.get(0) : list)
        + "\n";
  }

  /** Returns a list with an object for each score, or for each of several systems. */
  ArrayNode list() {
    ArrayNode list = JSON.createArrayNode();
    if (systems.size() == 1) {
      systems.get(0).outcomes().forEach(outcome -> list.add(object(outcome)));
    } else {
      for (ScoredSystem system : systems) {
        ObjectNode node = list.addObject().put("system", system.name());
        system.outcomes().forEach(outcome -> node.set(outcome.score().name(), object(outcome)));
      }
    }
    return list;
  }

  private ObjectNode object(Outcome outcome) {
    Score score = outcome.score();
    Signature signature = signature(score);
    ObjectNode node = JSON.createObjectNode();
    node.put("name", score.name());
    node.put("score", score.value());
    node.put("signature", signature.toString());
    if (outcome.interval() != null) {
      node.put("confidence_mean", outcome.interval().mean());
      node.put("confidence_var", outcome.interval().halfWidth());
    }
    if (outcome.pValue() != null) {
      node.put("p_value", outcome.pValue());
    }
    if (!score.details().isEmpty()) {
      node.put("verbose_score", score.details());
    }
    if (score instanceof BleuScore bleu) {
      node.set("precisions", JSON.valueToTree(bleu.precisions()));
      node.put("brevity_penalty", bleu.brevityPenalty());
      node.put("length_ratio", bleu.lengthRatio());
      node.put("hypothesis_length", bleu.counts().hypothesisLength());
      node.put("reference_length", bleu.counts().referenceLength());
    }
    signature.entries().forEach(node::put);
    return node;
  }
}
