package org.dragoman.cli.plot;

import java.util.List;
import java.util.Locale;

/**
 * Writes a matrix as a table of shaded cells, which needs no script.
 *
 * @param page the page to write to
 */
public record HeatMap(Markup page) {
  /** An explanation of the names of tokens, for readers. */
  public static final String JOINED =
      "A short line before a token says that no space stands before it.";

  /**
   * Writes a matrix.
   *
   * @param rows the names of its rows
   * @param columns the names of its columns
   * @param values between 0 and 1, one list per row
   */
  public void write(List<Label> rows, List<Label> columns, List<List<Double>> values) {
    page.open("div class=\"scroll\"").open("table class=\"heat\"").open("tr").element("th", "");
    columns.forEach(
        label ->
            page.open("th class=\"column\"")
                .element("span" + style(label), label.text())
                .close("th"));
    page.close("tr");
    for (int r = 0; r < rows.size() && r < values.size(); r++) {
      page.open("tr").element("th" + style(rows.get(r)), rows.get(r).text());
      for (int c = 0; c < columns.size() && c < values.get(r).size(); c++) {
        double value = Math.max(0, Math.min(1, values.get(r).get(c)));
        page.open(
                String.format(
                    Locale.ROOT,
                    "td style=\"--v:%.2f\" title=\"%.3f\"",
                    value,
                    values.get(r).get(c)))
            .close("td");
      }
      page.close("tr");
    }
    page.close("table").close("div");
  }

  private static String style(Label label) {
    return label.joined() ? " class=\"joined\"" : "";
  }
}
