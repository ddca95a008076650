package org.dragoman.cli.report;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.Markup;

/** A page with the curves of several runs, one over the other: one file that needs no other. */
public final class OverlayPage {
  private final Markup page;
  private final Map<String, RunHistory> runs;

  private OverlayPage(Markup page, Map<String, RunHistory> runs) {
    this.page = page;
    this.runs = runs;
  }

  /**
   * Returns the page.
   *
   * @param runs by their names, in the order of the page
   * @param table of results with tab-separated columns; empty for none
   */
  public static String html(String title, Map<String, RunHistory> runs, String table)
      throws IOException {
    OverlayPage overlay =
        new OverlayPage(Markup.page(title, "plot/heat.css", "report/report.css"), runs);
    overlay.table(table);
    overlay.curves();
    return overlay.page.endPage().toString();
  }

  private void table(String table) {
    if (table.isEmpty()) {
      return;
    }
    page.open("div class=\"scroll\"").open("table");
    boolean head = true;
    for (String row : table.strip().split("\n")) {
      page.open("tr");
      for (String cell : row.split("\t", -1)) {
        page.element(head ? "th" : "td", cell);
      }
      page.close("tr");
      head = false;
    }
    page.close("table").close("div");
  }

  private void curves() {
    page.open("div class=\"curves\"");
    draw(
        "Loss",
        "nats a token, in training",
        (name, run) ->
            RunCurves.curve(name, run.updates(), line -> line.path("loss").asDouble(Double.NaN)));
    validation("devPerplexity", "Perplexity");
    Set<String> keys = new LinkedHashSet<>();
    runs.values().forEach(run -> keys.addAll(run.measures()));
    keys.forEach(key -> validation(key, RunHistory.inWords(key)));
    page.close("div");
  }

  private void validation(String key, String title) {
    draw(
        title,
        "on the dev set",
        (name, run) ->
            RunCurves.curve(name, run.validations(), line -> line.path(key).asDouble(Double.NaN)));
  }

  /** Makes the curve of a run. */
  @FunctionalInterface
  private interface OfRun {
    Curve curve(String name, RunHistory run);
  }

  private void draw(String title, String vertical, OfRun curve) {
    List<Curve> curves =
        runs.entrySet().stream().map(run -> curve.curve(run.getKey(), run.getValue())).toList();
    String svg = RunCurves.svg(title, vertical, curves);
    if (!svg.isEmpty()) {
      page.open("figure").element("figcaption", title).raw(svg).close("figure");
    }
  }
}
