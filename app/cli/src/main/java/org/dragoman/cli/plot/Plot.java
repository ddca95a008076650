package org.dragoman.cli.plot;

import java.util.function.LongFunction;

/** A drawing in SVG with two axes. Coordinates are in units of 1/12 of a line of text. */
public final class Plot {
  public static final int WIDTH = 520;
  public static final int HEIGHT = 300;
  public static final int LEFT = 64;
  public static final int RIGHT = WIDTH - 12;
  public static final int TOP = 14;
  public static final int BOTTOM = HEIGHT - 44;

  private final Markup markup = new Markup();
  private final int right;

  /**
   * Creates an empty drawing.
   *
   * @param title read aloud to those who do not see it
   */
  public Plot(String title) {
    right = RIGHT;
    markup
        .open("svg viewBox=\"0 0 %d %d\" role=\"img\"".formatted(WIDTH, HEIGHT))
        .element("title", title);
  }

  /**
   * Creates an empty drawing that can be a file of its own.
   *
   * @param style sheet of its lines and texts
   * @param right the coordinate where its axes end
   * @param width the whole width, including names beside the axes
   */
  public Plot(String title, String style, int right, int width) {
    this.right = right;
    markup
        .open(
            "svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                .formatted(width, HEIGHT))
        .element("title", title)
        .open("style")
        .raw(style)
        .close("style")
        .open("rect width=\"%d\" height=\"%d\" fill=\"#fff\"".formatted(width, HEIGHT))
        .close("rect");
  }

  /** Draws round values of the horizontal axis, and its name. */
  public void horizontal(Scale scale, String name) {
    scale.ticks().forEach(tick -> horizontalTick(scale.at(tick), "%,d".formatted(tick)));
    text((LEFT + right) / 2.0, HEIGHT - 6, "middle", name);
  }

  /** Draws one value of the horizontal axis. */
  public void horizontalTick(double x, String value) {
    line("axis", x, BOTTOM, x, BOTTOM + 4);
    text(x, BOTTOM + 18, "middle", value);
  }

  /** Draws round values of the vertical axis, and its name. */
  public void vertical(Scale scale, String name, LongFunction<String> value) {
    scale
        .ticks()
        .forEach(
            tick -> {
              double y = scale.at(tick);
              line("tick", LEFT, y, right, y);
              text(LEFT - 6, y + 4, "end", value.apply(tick));
            });
    line("axis", LEFT, BOTTOM, right, BOTTOM);
    markup.element(
        "text text-anchor=\"middle\" transform=\"translate(12 %d) rotate(-90)\""
            .formatted((TOP + BOTTOM) / 2),
        name);
  }

  public void line(String style, double x1, double y1, double x2, double y2) {
    markup
        .open(
            "line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\""
                .formatted(style, x1, y1, x2, y2))
        .close("line");
  }

  public void text(double x, double y, String anchor, String text) {
    markup.element("text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\"".formatted(anchor, x, y), text);
  }

  /** Draws a rectangle that shows its title when one points at it. */
  public void box(String style, double opacity, Box box, String title) {
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
  public record Box(double x, double y, double width, double height) {}

  /**
   * Draws a line through points.
   *
   * @param colour of SVG
   * @param dashes of SVG's stroke-dasharray
   * @param commands of an SVG path
   */
  public void curve(String colour, String dashes, String commands) {
    markup
        .open(
            "path fill=\"none\" stroke-width=\"2\" stroke=\"%s\" stroke-dasharray=\"%s\" d=\"%s\""
                .formatted(colour, dashes, commands))
        .close("path");
  }

  /**
   * Starts a part that is clipped at the axes, plus half the width of a line; {@link #endInside}
   * ends it.
   */
  public void inside() {
    int margin = 2;
    int width = right - LEFT + 2 * margin;
    int height = BOTTOM - TOP + 2 * margin;
    markup.open(
        "svg x=\"%1$d\" y=\"%2$d\" width=\"%3$d\" height=\"%4$d\" viewBox=\"%1$d %2$d %3$d %4$d\""
            .formatted(LEFT - margin, TOP - margin, width, height));
  }

  /** Ends the part that {@link #inside} started. */
  public void endInside() {
    markup.close("svg");
  }

  /** Draws a filled outline, given by the commands of an SVG path. */
  public void path(String style, String commands) {
    markup.open("path class=\"%s\" d=\"%s\"".formatted(style, commands)).close("path");
  }

  public Markup markup() {
    return markup.close("svg");
  }
}
