package org.dragoman.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.cli.evaluate.ScoreReport.ScoredSystem;
import org.dragoman.cli.evaluate.ScoreReport.Test;
import org.dragoman.cli.io.Version;
import org.dragoman.evaluation.Decimals;
import org.dragoman.evaluation.analysis.Breakdown;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.PairedTest.Method;
import org.dragoman.translate.ReferenceScore;

/**
 * Writes the evaluations of a bundle as text or JSON.
 *
 * @param bundle its folder
 * @param manifestSha256 hash of its manifest, which contains the hashes of its other files
 * @param evaluations one per test set
 */
public record EvaluationReport(Path bundle, String manifestSha256, List<EvaluatedSet> evaluations) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DECIMALS = 2;
  private static final Test TEST =
      new Test(
          Method.BOOTSTRAP.label(), Bootstrap.defaults().samples(), Bootstrap.defaults().seed());

  /**
   * Returns text for a reader. If there are several test sets, each has a heading with its files'
   * names.
   */
  public String text() {
    return evaluations.stream()
        .map(
            evaluation ->
                (evaluations.size() == 1
                        ? ""
                        : evaluation.source() + " and " + evaluation.reference() + "\n")
                    + text(evaluation))
        .collect(Collectors.joining("\n"));
  }

  private static ScoreReport scores(EvaluatedSet evaluation) {
    return new ScoreReport(
        List.of(new ScoredSystem("", evaluation.scores().outcomes())), TEST, DECIMALS);
  }

  private static String text(EvaluatedSet evaluation) {
    ReferenceScore foreseen = evaluation.references();
    StringBuilder text = new StringBuilder(scores(evaluation).text());
    text.append(evaluation.scores().exactMatch().format()).append('\n');
    text.append(foreseen(foreseen));
    text.append(
        "Length = %d words for %d of the reference, ratio %s, %d empty\n"
            .formatted(
                evaluation.scores().lengths().hypothesisWords(),
                evaluation.scores().lengths().referenceWords(),
                Decimals.format(evaluation.scores().lengths().ratio(), 3),
                evaluation.scores().lengths().emptyHypotheses()));
    String metric = evaluation.scores().outcomes().get(0).score().name();
    for (Breakdown breakdown : evaluation.scores().breakdowns()) {
      text.append(metric).append(" by ").append(breakdown.by()).append(":\n");
      for (Breakdown.Part part : breakdown.parts()) {
        text.append(
            "  %-12s %6s ± %s  of %d segments\n"
                .formatted(
                    part.label(),
                    Decimals.format(part.score().value(), DECIMALS),
                    Decimals.format(part.interval().halfWidth(), DECIMALS),
                    part.segments()));
      }
    }
    return text.toString();
  }

  private static String foreseen(ReferenceScore score) {
    if (score.targetTokens() == 0) {
      return "Perplexity of the reference: none, since no pair has tokens on both sides\n";
    }
    return "Perplexity of the reference = %s, token accuracy = %s %% of %d tokens\n"
            .formatted(
                Decimals.format(score.perplexity(), DECIMALS),
                percent(score.tokenAccuracy()),
                score.targetTokens())
        + "Unknown tokens = %s %% of the source, %s %% of the reference\n"
            .formatted(
                percent((double) score.unknownSourceTokens() / score.sourceTokens()),
                percent((double) score.unknownTargetTokens() / score.targetTokens()));
  }

  private static String percent(double share) {
    return Decimals.format(100 * share, DECIMALS);
  }

  /** Returns JSON for a program, with unrounded numbers. */
  public String json() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("dragoman", new Version().getVersion()[0]);
    root.put("bundle", String.valueOf(bundle.toAbsolutePath().normalize().getFileName()));
    root.put("manifest_sha256", manifestSha256);
    ArrayNode sets = root.putArray("test_sets");
    evaluations.forEach(evaluation -> sets.add(json(evaluation)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode json(EvaluatedSet evaluation) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("source")
        .put("file", String.valueOf(evaluation.source().getFileName()))
        .put("sha256", evaluation.sourceSha256());
    node.putObject("reference")
        .put("file", String.valueOf(evaluation.reference().getFileName()))
        .put("sha256", evaluation.referenceSha256());
    node.put("translations_sha256", evaluation.translationsSha256());
    node.put("segments", evaluation.segments());
    node.set("scores", scores(evaluation).list());
    node.put("exact_match", evaluation.scores().exactMatch().fraction());
    ReferenceScore foreseen = evaluation.references();
    if (foreseen.targetTokens() == 0) {
      node.putNull("perplexity").putNull("token_accuracy");
    } else {
      node.put("perplexity", foreseen.perplexity());
      node.put("token_accuracy", foreseen.tokenAccuracy());
    }
    node.put("target_tokens", foreseen.targetTokens());
    node.put("unknown_target_tokens", foreseen.unknownTargetTokens());
    node.put("source_tokens", foreseen.sourceTokens());
    node.put("unknown_source_tokens", foreseen.unknownSourceTokens());
    node.put("hypothesis_words", evaluation.scores().lengths().hypothesisWords());
    node.put("reference_words", evaluation.scores().lengths().referenceWords());
    node.put("length_ratio", evaluation.scores().lengths().ratio());
    node.put("empty_hypotheses", evaluation.scores().lengths().emptyHypotheses());
    ArrayNode breakdowns = node.putArray("breakdowns");
    for (Breakdown breakdown : evaluation.scores().breakdowns()) {
      ObjectNode entry = breakdowns.addObject();
      entry.put("metric", evaluation.scores().outcomes().get(0).score().name());
      entry.put("by", breakdown.by());
      ArrayNode parts = entry.putArray("parts");
      breakdown
          .parts()
          .forEach(
              part ->
                  parts
                      .addObject()
                      .put("label", part.label())
                      .put("segments", part.segments())
                      .put("score", part.score().value())
                      .put("mean", part.interval().mean())
                      .put("half_width", part.interval().halfWidth()));
    }
    return node;
  }
}
