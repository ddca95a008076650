package org.dragoman.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * A drawing of several curves over one axis, with their names beside it. The axis ends where the
 * curves end. If values are too great for the drawing, the line leaves it, and a note below the
 * names says so. The drawing contains its style, so that it can be a file of its own.
 *
 * @param title read aloud to those who do not see the drawing
 * @param horizontal the name of the horizontal axis
 * @param vertical the name of the vertical axis
 * @param greatest the greatest value of the vertical axis, which begins at 0
 * @param value formats a value of the vertical axis
 * @param curves at least one, each with at least one point
 */
public record Curves(
    String title,
    String horizontal,
    String vertical,
    double greatest,
    LongFunction<String> value,
    List<Curve> curves) {
  /** The width that names beside the axes take. */
  private static final int LEGEND = 150;

  private static final int GAP = 10;
  private static final int LINE = 16;
  private static final int LETTER = 7;

  /** The width of the sample of a line before its name. */
  private static final int SAMPLE = 24;

  /** Colours that colour-blind people can distinguish (Okabe and Ito 2008). */
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
   * @param name beside the drawing; empty for none
   * @param points from left to right; the line has a gap where a value is not finite
   */
  public record Curve(String name, List<Point> points) {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /** Returns the drawing, a complete SVG file. */
  public String svg() {
    double last =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::x)
            .max()
            .orElse(1);
    List<String> notes = notes();
    boolean plain = notes.isEmpty() && curves.stream().allMatch(curve -> curve.name().isEmpty());
    int right = plain ? Plot.RIGHT : Plot.RIGHT - LEGEND;
    int width = plain ? Plot.WIDTH : right + besides(notes);
    Scale x = new Scale(0, Math.max(1, last), Plot.LEFT, right);
    Scale y = new Scale(0, greatest, Plot.BOTTOM, Plot.TOP);
    Plot plot = new Plot(title, STYLE, right, width);
    plot.vertical(y, vertical, value);
    plot.horizontal(x, horizontal);
    plot.inside();
    for (int i = 0; i < curves.size(); i++) {
      plot.curve(colour(i), dashes(i), commands(curves.get(i), x, y));
    }
    plot.endInside();
    legend(plot, right + GAP, notes);
    return plot.markup().toString();
  }

  /** Returns notes about values outside the drawing. */
  private List<String> notes() {
    List<Double> values =
        curves.stream().flatMap(curve -> curve.points().stream()).map(Point::y).toList();
    List<String> notes = new ArrayList<>();
    if (values.stream().anyMatch(y -> y < 0)) {
      notes.add("below " + value.apply(0) + ": not drawn");
    }
    if (values.stream().anyMatch(y -> y > greatest)) {
      notes.add("above " + value.apply(Math.round(greatest)) + ": not drawn");
    }
    return notes;
  }

  /** Returns the width of names and notes. */
  private int besides(List<String> notes) {
    int name = curves.stream().mapToInt(curve -> curve.name().length()).max().orElse(0);
    int note = notes.stream().mapToInt(String::length).max().orElse(0);
    return 2 * GAP + Math.max(SAMPLE + LETTER * name, LETTER * note);
  }

  private static String colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  private static String dashes(int number) {
    return DASHES.get(number / COLOURS.size() % DASHES.size());
  }

  /** Returns the path of a line through the points, with gaps where a value is not finite. */
  private static String commands(Curve curve, Scale x, Scale y) {
    StringBuilder commands = new StringBuilder();
    List<Point> points = curve.points();
    for (int i = 0; i < points.size(); i++) {
      if (!isFinite(points, i)) {
        continue;
      }
      boolean begins = !isFinite(points, i - 1);
      commands.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f ",
              begins ? "M" : "L",
              x.at(points.get(i).x()),
              y.at(points.get(i).y())));
      if (begins && !isFinite(points, i + 1)) {
        commands.append("h2 "); // a point that no line goes to
      }
    }
    return commands.toString().strip();
  }

  private static boolean isFinite(List<Point> points, int number) {
    return number >= 0 && number < points.size() && Double.isFinite(points.get(number).y());
  }

  /** Draws the names with samples of their lines, and the notes below them. */
  private void legend(Plot plot, double left, List<String> notes) {
    double at = Plot.TOP + LINE / 2.0;
    for (int i = 0; i < curves.size(); i++) {
      if (!curves.get(i).name().isEmpty()) {
        plot.curve(
            colour(i),
            dashes(i),
            String.format(Locale.ROOT, "M%.1f %.1f H%.1f", left, at, left + SAMPLE - 6));
        plot.text(left + SAMPLE, at + 4, "start", curves.get(i).name());
        at += LINE;
      }
    }
    for (String note : notes) {
      at += LINE / 2.0;
      plot.text(left, at + 4, "start", note);
      at += LINE / 2.0;
    }
  }
}
