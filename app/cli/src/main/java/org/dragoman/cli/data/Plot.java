package org.dragoman.cli.data;

import java.util.function.LongFunction;

/** A drawing in SVG with two axes. Its coordinates are in units of which 12 are a line of text. */
final class Plot {
  static final int WIDTH = 520;
  static final int HEIGHT = 300;
  static final int LEFT = 64;
  static final int RIGHT = WIDTH - 12;
  static final int TOP = 14;
  static final int BOTTOM = HEIGHT - 44;

  private final Markup markup = new Markup();

  /**
   * An empty one.
   *
   * @param title what those hear who do not see it
   */
  Plot(String title) {
    markup
        .open("svg viewBox=\"0 0 %d %d\" role=\"img\"".formatted(WIDTH, HEIGHT))
        .element("title", title);
  }

  /** Draws round values of the horizontal axis, and what it is of. */
  void horizontal(Scale scale, String name) {
    scale.ticks().forEach(tick -> horizontalTick(scale.at(tick), Figures.count(tick)));
    text((LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", name);
  }

  void horizontalTick(double x, String value) {
    line("axis", x, BOTTOM, x, BOTTOM + 4);
    text(x, BOTTOM + 18, "middle", value);
  }

  /** Draws round values of the vertical axis, and what it is of. */
  void vertical(Scale scale, String name, LongFunction<String> value) {
    scale
        .ticks()
        .forEach(
            tick -> {
              double y = scale.at(tick);
              line("tick", LEFT, y, RIGHT, y);
              text(LEFT - 6, y + 4, "end", value.apply(tick));
            });
    line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    markup.element(
        "text text-anchor=\"middle\" transform=\"translate(12 %d) rotate(-90)\""
            .formatted((TOP + BOTTOM) / 2),
        name);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    markup
        .open(
            "line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\""
                .formatted(style, x1, y1, x2, y2))
        .close("line");
  }

  void text(double x, double y, String anchor, String text) {
    markup.element("text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\"".formatted(anchor, x, y), text);
  }

  /** A rectangle that says what it is when one points at it. */
  void box(String style, double opacity, Box box, String title) {
    markup
        .open(
            "rect class=\"%s\" fill-opacity=\"%.2f\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                .formatted(style, opacity, box.x(), box.y(), box.width(), box.height()))
        .element("title", title)
        .close("rect");
  }

  /**
   * A rectangle.
   *
   * @param x of its left
   * @param y of its top
   * @param width of it
   * @param height of it
   */
  record Box(double x, double y, double width, double height) {}

  /** A filled outline, of the commands of an SVG path. */
  void path(String style, String commands) {
    markup.open("path class=\"%s\" d=\"%s\"".formatted(style, commands)).close("path");
  }

  Markup markup() {
    return markup.close("svg");
  }
}
