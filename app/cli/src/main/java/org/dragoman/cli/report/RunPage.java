package org.dragoman.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.HeatMap;
import org.dragoman.cli.plot.Label;
import org.dragoman.cli.plot.Markup;

/** The page of a run: one file that needs no other. */
public final class RunPage {
  private final Markup page;
  private final RunHistory history;
  private final TokenLabels labels;

  private RunPage(Markup page, RunHistory history, TokenLabels labels) {
    this.page = page;
    this.history = history;
    this.labels = labels;
  }

  /**
   * The labels of the tokens of samples.
   *
   * @param source of the tokens of a source
   * @param target of those of a translation
   */
  public record TokenLabels(
      Function<List<String>, List<Label>> source, Function<List<String>, List<Label>> target) {}

  /**
   * A sentence of the dev set.
   *
   * @param loss mean negative log-likelihood per token of the reference, in nats
   */
  public record Scored(double loss, String source, String reference, String translation) {}

  /**
   * The hardest and the easiest sentences of the dev set.
   *
   * @param hardest the hardest sentences, the hardest first
   * @param easiest the easiest sentences, the easiest first
   * @param the reason if there are none; otherwise empty
   */
  public record Extremes(List<Scored> hardest, List<Scored> easiest, String why) {}

  /** Returns the page. */
  public static String html(
      RunFacts facts, RunHistory history, TokenLabels labels, Extremes extremes)
      throws IOException {
    RunPage page =
        new RunPage(
            Markup.page(facts.name() + ", a training run", "plot/heat.css", "report/report.css"),
            history,
            labels);
    page.write(facts, extremes);
    return page.page.endPage().toString();
  }

  private void write(RunFacts facts, Extremes extremes) {
    page.element("p", summary());
    facts.write(page);
    curves();
    samples();
    extremes(extremes);
  }

  private String summary() {
    String updates = "%,d updates".formatted(history.updates().lastKey());
    if (history.validations().isEmpty()) {
      return updates + ", no validation yet.";
    }
    JsonNode best = null;
    for (JsonNode line : history.validations().values()) {
      best = best == null || line.path("best").asBoolean() ? line : best;
    }
    return best == null
        ? updates
        : String.format(
            Locale.ROOT,
            "%s in %.1f minutes. The best validation was after update %,d: perplexity %.2f%s.",
            updates,
            history.validations().lastEntry().getValue().path("minutes").asDouble(),
            best.path("update").asLong(),
            best.path("devPerplexity").asDouble(),
            measures(best));
  }

  /** The measures of a validation: ", BLEU 38.00". */
  private String measures(JsonNode validation) {
    StringBuilder text = new StringBuilder();
    for (String key : history.measures()) {
      text.append(
          String.format(
              Locale.ROOT, ", %s %.2f", RunHistory.inWords(key), validation.path(key).asDouble()));
    }
    return text.toString();
  }

  private void curves() {
    Map<Long, JsonNode> updates = history.updates();
    Map<Long, JsonNode> validations = history.validations();
    page.element("h2", "Curves").open("div class=\"curves\"");
    draw(
        "Loss",
        "nats a token",
        RunCurves.curve("training", updates, line -> line.path("loss").asDouble(Double.NaN)),
        RunCurves.curve(
            "dev", validations, line -> Math.log(line.path("devPerplexity").asDouble(Double.NaN))));
    draw(
        "Perplexity",
        "on the dev set",
        RunCurves.curve("", validations, line -> line.path("devPerplexity").asDouble(Double.NaN)));
    for (String key : history.measures()) {
      draw(
          RunHistory.inWords(key),
          "on the dev set",
          RunCurves.curve("", validations, line -> line.path(key).asDouble(Double.NaN)));
    }
    draw(
        "Learning rate",
        "rate",
        RunCurves.curve("", updates, line -> line.path("learningRate").asDouble(Double.NaN)));
    draw(
        "Norm of the gradient",
        "before clipping",
        RunCurves.curve("", updates, line -> line.path("gradientNorm").asDouble(Double.NaN)));
    draw(
        "Speed",
        "tokens a second",
        RunCurves.curve(
            "", updates, line -> line.path("tokens").asDouble() / line.path("seconds").asDouble()));
    page.close("div");
  }

  private void draw(String title, String vertical, Curve... curves) {
    String svg = RunCurves.svg(title, vertical, List.of(curves));
    if (!svg.isEmpty()) {
      page.open("figure").element("figcaption", title).raw(svg).close("figure");
    }
  }

  /** Adds the samples, each with its translations over time and the attention of the last one. */
  private void samples() {
    page.element("h2", "Samples");
    if (history.samples().isEmpty()) {
      page.element("p", "No validation has told any; training.validation.samples is how many.");
      return;
    }
    page.element("p", HeatMap.JOINED);
    int count = history.samples().lastEntry().getValue().size();
    for (int i = 0; i < count; i++) {
      sample(i);
    }
  }

  private void sample(int number) {
    JsonNode last = history.samples().lastEntry().getValue().get(number);
    page.element("h3", last.path("source").asText())
        .element("p class=\"reference\"", last.path("reference").asText())
        .open("div class=\"scroll\"")
        .open("table");
    String before = "";
    for (Map.Entry<Long, List<JsonNode>> told : history.samples().entrySet()) {
      if (number < told.getValue().size()) {
        String translation = told.getValue().get(number).path("translation").asText();
        if (!translation.equals(before)) {
          page.open("tr")
              .element("th class=\"number\"", "%,d".formatted(told.getKey()))
              .element("td", translation)
              .close("tr");
        }
        before = translation;
      }
    }
    page.close("table").close("div");
    attention(last);
  }

  private void attention(JsonNode sample) {
    if (!sample.has("weights")) {
      return;
    }
    List<List<Double>> weights = new ArrayList<>();
    for (JsonNode row : sample.path("weights")) {
      List<Double> values = new ArrayList<>();
      row.forEach(value -> values.add(value.asDouble()));
      weights.add(values);
    }
    page.element("p class=\"caption\"", "What the last translation looked at, a row a piece:");
    new HeatMap(page)
        .write(
            labels.target().apply(texts(sample.path("targetTokens"))),
            labels.source().apply(texts(sample.path("sourceTokens"))),
            weights);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void extremes(Extremes extremes) {
    page.element("h2", "Hardest and easiest sentences");
    if (!extremes.why().isEmpty()) {
      page.element("p", extremes.why());
      return;
    }
    if (extremes.hardest().isEmpty()) {
      page.element("p", "No pair of the dev set has text on both sides.");
      return;
    }
    page.element(
        "p",
        "Of the dev set, by the mean negative log-likelihood of a token of the reference under the"
            + " run's bundle, in nats.");
    table("Hardest", extremes.hardest());
    table("Easiest", extremes.easiest());
  }

  private void table(String title, List<Scored> sentences) {
    page.element("h3", title).open("div class=\"scroll\"").open("table").open("thead").open("tr");
    List.of("nats", "source", "reference", "translation").forEach(name -> page.element("th", name));
    page.close("tr").close("thead").open("tbody");
    for (Scored sentence : sentences) {
      page.open("tr")
          .element("td class=\"number\"", String.format(Locale.ROOT, "%.2f", sentence.loss()))
          .element("td", sentence.source())
          .element("td", sentence.reference())
          .element("td", sentence.translation())
          .close("tr");
    }
    page.close("tbody").close("table").close("div");
  }
}
