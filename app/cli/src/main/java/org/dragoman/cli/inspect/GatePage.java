package org.dragoman.cli.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.cli.plot.HeatMap;
import org.dragoman.cli.plot.Label;
import org.dragoman.cli.plot.Markup;
import org.dragoman.translate.CellTrace;

/**
 * The page of an inspection: one file that needs no other.
 *
 * @param files the files that it belongs to
 * @param pictures PNGs by the names of the cells
 */
record GatePage(GateFiles files, Map<String, byte[]> pictures) {
  String html() throws IOException {
    Markup page = Markup.page(files.title(), "plot/heat.css");
    page.open("p").text(files.source()).open("br").text(files.translation()).close("p");
    attention(page);
    files.inspection().cells().forEach(cell -> write(page, cell));
    return page.endPage().toString();
  }

  private void attention(Markup page) {
    page.element("h2", "Attention");
    List<List<Float>> weights = files.inspection().tokens().weights();
    if (weights.isEmpty()) {
      page.element("p", "The model's context strategy has no weights.");
      return;
    }
    page.element("p", "What each target token, a row, looked at. " + HeatMap.JOINED);
    new HeatMap(page)
        .write(
            files.labels().target(),
            files.labels().source(),
            weights.stream().map(row -> row.stream().map(Float::doubleValue).toList()).toList());
  }

  private void write(Markup page, CellTrace cell) {
    page.element("h2", cell.cell()).element("p", about(cell));
    byte[] png = pictures.get(cell.cell());
    if (png != null) {
      page.open("p class=\"scroll heat-image\"")
          .open(
              "img alt=\"A row a unit, a column a token\" src=\"data:image/png;base64,%s\""
                  .formatted(Base64.getEncoder().encodeToString(png)))
          .close("p");
    }
    table(page, cell);
  }

  private static String about(CellTrace cell) {
    String reads =
        cell.isOfSource()
            ? "Reads the source from %s. Each column is what the cell did when it read the token."
                .formatted(cell.isReversed() ? "right to left" : "left to right")
            : "Each column is what the cell did to say the token.";
    return cell.values().keySet().stream()
            .allMatch(name -> name.equals("output") || name.startsWith("memory"))
        ? reads + " The cell names no gates: its state is shown."
        : reads;
  }

  /**
   * Writes a table with one row per token: the mean magnitude of the values, and the share of
   * closed and open units of a gate.
   */
  private void table(Markup page, CellTrace cell) {
    List<String> columns = new ArrayList<>();
    cell.values()
        .forEach(
            (name, values) -> {
              columns.add(name + ", mean size");
              if (isGate(values)) {
                columns.add(name + " < 0.1");
                columns.add(name + " > 0.9");
              }
            });
    page.table("token", columns);
    List<Label> tokens = files.labels().of(cell.isOfSource());
    for (int t = 0; t < tokens.size(); t++) {
      List<String> figures = new ArrayList<>();
      for (List<List<Float>> values : cell.values().values()) {
        if (t < values.size()) {
          Activity activity = Activity.of(values.get(t));
          figures.add(String.format(Locale.ROOT, "%.3f", activity.size()));
          if (isGate(values)) {
            figures.add(GateFiles.percent(activity.closed()));
            figures.add(GateFiles.percent(activity.open()));
          }
        }
      }
      page.row(tokens.get(t), figures);
    }
    page.endTable();
  }

  private static boolean isGate(List<List<Float>> values) {
    return values.stream().allMatch(column -> Activity.of(column).isGate());
  }
}
