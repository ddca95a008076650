package org.dragoman.cli.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dragoman.cli.plot.Curves;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.Curves.Point;
import org.dragoman.training.inspect.GradientFlow.Flow;

/**
 * Shows how far gradients reach back, as a table and as a drawing.
 *
 * @param flows by the cells' names
 * @param clip the greatest norm of the weights' gradient
 */
public record FlowReport(Map<String, Flow> flows, double clip) {
  private static final int[] DISTANCES = {0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  /**
   * The drawing's vertical axis goes from 1e-10 to 1e10; lines leave the drawing if norms leave
   * this range.
   */
  private static final int LEAST = -10;

  /** Keeps the order. */
  public FlowReport {
    flows = new LinkedHashMap<>(flows);
  }

  /**
   * Returns the table with tab-separated columns: one row per cell, and a second one if its
   * gradients are clipped.
   */
  public String table() {
    StringBuilder table = new StringBuilder("cell\tgradient of weights\tclipped to");
    int[] distances = distances();
    for (int distance : distances) {
      table.append('\t').append(distance);
    }
    table.append('\n');
    flows.forEach(
        (name, flow) -> {
          row(table, name, flow, 1, distances);
          if (flow.clipped(clip) < 1) {
            row(table, name, flow, flow.clipped(clip), distances);
          }
        });
    return table.toString();
  }

  private int[] distances() {
    int steps = flows.values().stream().mapToInt(flow -> flow.norms().size()).min().orElse(0);
    return IntStream.of(DISTANCES).filter(distance -> distance < steps).toArray();
  }

  private static void row(
      StringBuilder table, String name, Flow flow, double factor, int[] distances) {
    table.append(name).append('\t').append(number(flow.weightNorm())).append('\t');
    table.append(factor < 1 ? number(flow.weightNorm() * factor) : "-");
    for (int distance : distances) {
      table.append('\t').append(number(flow.norms().get(distance) * factor));
    }
    table.append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2e", value);
  }

  /** Returns the drawing, a complete SVG file, with a logarithmic axis. */
  public String svg() {
    List<Curve> curves = new ArrayList<>();
    flows.forEach(
        (name, flow) -> {
          curves.add(curve(name, flow, 1));
          if (flow.clipped(clip) < 1) {
            curves.add(curve(name + ", clipped", flow, flow.clipped(clip)));
          }
        });
    return new Curves(
            "Norm of the gradient with respect to the hidden state, by distance",
            "steps from the loss",
            "norm of the gradient",
            -2.0 * LEAST,
            power -> "1e" + (power + LEAST),
            curves)
        .svg();
  }

  private static Curve curve(String name, Flow flow, double factor) {
    List<Point> points = new ArrayList<>();
    for (int distance = 0; distance < flow.norms().size(); distance++) {
      points.add(new Point(distance, Math.log10(flow.norms().get(distance) * factor) - LEAST));
    }
    return new Curve(name, points);
  }
}
