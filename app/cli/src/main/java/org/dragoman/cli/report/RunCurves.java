package org.dragoman.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dragoman.cli.plot.Curves;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.Curves.Point;

/** Draws the metrics of a run, by update. */
final class RunCurves {
  /** The greatest number of points of a curve; if there are more, they are averaged. */
  private static final int MOST_POINTS = 300;

  private RunCurves() {}

  /**
   * Makes a curve.
   *
   * @param lines by their updates
   * @param value the value of a line; values that are not finite are left out
   */
  static Curve curve(String name, Map<Long, JsonNode> lines, ToDoubleFunction<JsonNode> value) {
    List<Point> all = new ArrayList<>();
    lines.forEach(
        (update, line) -> {
          double y = value.applyAsDouble(line);
          if (Double.isFinite(y)) {
            all.add(new Point(update, y));
          }
        });
    int together = (all.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Point> points = new ArrayList<>();
    for (int from = 0; from < all.size(); from += together) {
      List<Point> part = all.subList(from, Math.min(all.size(), from + together));
      points.add(
          new Point(
              part.stream().mapToDouble(Point::x).average().orElseThrow(),
              part.stream().mapToDouble(Point::y).average().orElseThrow()));
    }
    return new Curve(name, points);
  }

  /** Draws the curves that have points, as SVG; empty if none has. */
  static String svg(String title, String vertical, List<Curve> curves) {
    List<Curve> drawn = curves.stream().filter(curve -> !curve.points().isEmpty()).toList();
    double greatest =
        drawn.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::y)
            .max()
            .orElse(0);
    if (drawn.isEmpty() || greatest <= 0) {
      return "";
    }
    // The axis has whole numbers of up to a thousand or so, so they are labelled with the values
    // that they stand for.
    double unit = Math.pow(10, Math.floor(Math.log10(greatest)) - 2);
    List<Curve> scaled =
        drawn.stream()
            .map(
                curve ->
                    new Curve(
                        curve.name(),
                        curve.points().stream()
                            .map(point -> new Point(point.x(), Math.max(0, point.y() / unit)))
                            .toList()))
            .toList();
    return new Curves(
            title, "updates", vertical, greatest / unit, tick -> label(tick * unit), scaled)
        .svg();
  }

  private static String label(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String plain = String.format(Locale.ROOT, "%.3g", value);
    return plain.contains("e") || !plain.contains(".")
        ? plain
        : plain.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
