package org.dragoman.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * A drawing of several curves over one axis, with their names beside it. It brings its own colours,
 * so that it can stand alone as a file.
 *
 * @param title what those hear who do not see it
 * @param horizontal what the horizontal axis is of
 * @param vertical what the vertical axis is of
 * @param greatest of the vertical axis
 * @param value writes a value of the vertical axis
 * @param curves at least one, each with at least one point
 */
public record Curves(
    String title,
    String horizontal,
    String vertical,
    double greatest,
    LongFunction<String> value,
    List<Curve> curves) {
  private static final int LEGEND = 150;
  private static final int LINE = 16;

  /** Colours that people who see few of them can tell apart (Okabe and Ito 2008). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private static final List<String> DASHES = List.of("none", "7 3", "2 3");

  private static final String STYLE =
      "text{fill:#555;font:12px system-ui,sans-serif}.axis{stroke:#555}.tick{stroke:#ddd}";

  /** Copies the list. */
  public Curves {
    curves = List.copyOf(curves);
  }

  /**
   * A curve.
   *
   * @param name beside the drawing
   * @param points from left to right
   */
  public record Curve(String name, List<Point> points) {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /** The drawing, a whole SVG file. */
  public String svg() {
    double last =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::x)
            .max()
            .orElse(1);
    Scale x = new Scale(0, last, Plot.LEFT, Plot.RIGHT - LEGEND);
    Scale y = new Scale(0, greatest, Plot.BOTTOM, Plot.TOP);
    Plot plot = new Plot(title, STYLE);
    plot.vertical(y, vertical, value);
    plot.horizontal(x, horizontal);
    for (int i = 0; i < curves.size(); i++) {
      draw(plot, x, y, i);
    }
    return plot.markup().toString();
  }

  private void draw(Plot plot, Scale x, Scale y, int number) {
    Curve curve = curves.get(number);
    List<String> commands = new ArrayList<>();
    for (Point point : curve.points()) {
      commands.add(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              commands.isEmpty() ? "M" : "L",
              x.at(point.x()),
              y.at(Math.min(point.y(), greatest))));
    }
    String colour = COLOURS.get(number % COLOURS.size());
    String dashes = DASHES.get(number / COLOURS.size() % DASHES.size());
    plot.curve(colour, dashes, String.join(" ", commands));
    double at = Plot.TOP + LINE * (number + 0.5);
    double left = Plot.RIGHT - LEGEND + 10;
    plot.curve(colour, dashes, String.format(Locale.ROOT, "M%.1f %.1f H%.1f", left, at, left + 18));
    plot.text(left + 24, at + 4, "start", curve.name());
  }
}
