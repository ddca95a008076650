package org.dragoman.cli.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dragoman.cli.io.VisibleText;
import org.dragoman.cli.plot.HeatImage;
import org.dragoman.cli.plot.HeatImage.Block;
import org.dragoman.cli.plot.Label;
import org.dragoman.training.inspect.GradientTrace.Gradients;
import org.dragoman.training.inspect.GradientTrace.Reach;

/**
 * Shows how far the gradients of each prediction of a model reach back on a text.
 *
 * @param gradients the norms
 */
public record ReachReport(Gradients gradients) {
  /** The picture goes from white at 1e-6 and below to blue at 1 and above. */
  private static final double DECADES = 6;

  /**
   * Returns a table for each cell, with tab-separated columns: a row for each prediction with its
   * loss, and a column for each step.
   */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (Reach reach : gradients.cells()) {
      table.append(table.isEmpty() ? "" : "\n").append(reach.cell()).append("\tloss");
      reach.steps().forEach(step -> table.append('\t').append(VisibleText.of(step)));
      table.append('\n');
      for (int k = 0; k < reach.norms().size(); k++) {
        table.append(VisibleText.of(gradients.predicted().get(k)));
        table.append(String.format(Locale.ROOT, "\t%.3f", gradients.losses().get(k)));
        reach
            .norms()
            .get(k)
            .forEach(
                norm ->
                    table.append(norm == 0 ? "\t0" : String.format(Locale.ROOT, "\t%.1e", norm)));
        table.append('\n');
      }
    }
    return table.toString();
  }

  /**
   * Returns a picture of one cell, a PNG: a row for each prediction, a column for each step.
   *
   * @param reach of {@link #gradients}
   */
  public byte[] png(Reach reach) throws IOException {
    List<List<Float>> columns = new ArrayList<>();
    for (int t = 0; t < reach.steps().size(); t++) {
      int step = t;
      columns.add(reach.norms().stream().map(row -> shade(row.get(step))).toList());
    }
    Block block =
        new Block(
            reach.cell() + ": norm of the gradient, white 1e-6 to blue 1",
            labels(gradients.predicted()),
            columns);
    return HeatImage.png(labels(reach.steps()), List.of(block));
  }

  private static float shade(double norm) {
    double share = norm == 0 ? 0 : 1 + Math.log10(norm) / DECADES;
    return (float) Math.max(0, Math.min(1, share));
  }

  private static List<Label> labels(List<String> tokens) {
    return tokens.stream().map(token -> Label.of(VisibleText.of(token))).toList();
  }
}
