package org.dragoman.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.cli.plot.Curves.Curve;
import org.dragoman.cli.plot.Curves.Point;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static String svg(Curve... curves) {
    return new Curves("title", "x", "y", 10, "%d"::formatted, List.of(curves)).svg();
  }

  private static Curve curve(String name, double... values) {
    List<Point> points = new ArrayList<>();
    for (double value : values) {
      points.add(new Point(points.size(), value));
    }
    return new Curve(name, points);
  }

  private static List<String> paths(String svg) {
    return Pattern.compile("<path [^>]*d=\"([^\"]*)\"")
        .matcher(svg)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Stream<Double> attributes(String svg, String name) {
    Matcher matcher = Pattern.compile(" " + name + "=\"([0-9.]+)\"").matcher(svg);
    return matcher.results().map(match -> Double.valueOf(match.group(1)));
  }

  @Test
  void axesEndWithTheDataAndTheNamesStandBesideThem() {
    String svg =
        svg(curve("first", 1, 2, 3), curve("a name that is as long as names may be", 3, 2));

    double end = attributes(svg, "x2").max(Double::compare).orElseThrow();
    assertThat(paths(svg).get(0)).endsWith("L358.0 183.4");
    assertThat(end).isEqualTo(358);
    Matcher name = Pattern.compile("<text text-anchor=\"start\" x=\"([0-9.]+)\"").matcher(svg);
    assertThat(name.results().map(match -> Double.valueOf(match.group(1))))
        .hasSize(2)
        .allMatch(x -> x > end);
    Matcher width = Pattern.compile("viewBox=\"0 0 ([0-9]+) ").matcher(svg);
    assertThat(width.find()).isTrue();
    assertThat(Double.parseDouble(width.group(1))).isGreaterThan(end + 7 * 38);
  }

  @Test
  void aCurveWithoutANameTakesTheWholeWidth() {
    String svg = svg(curve("", 1, 2));

    assertThat(svg).contains("viewBox=\"0 0 %d ".formatted(Plot.WIDTH));
    assertThat(attributes(svg, "x2").max(Double::compare)).contains((double) Plot.RIGHT);
  }

  @Test
  void aLineIsBrokenWhereAValueIsNotFinite() {
    String path = paths(svg(curve("", 1, 2, Double.NaN, 4, Double.NEGATIVE_INFINITY, 6, 7))).get(0);

    assertThat(path).matches("M\\S+ \\S+ L\\S+ \\S+ M\\S+ \\S+ h2 M\\S+ \\S+ L\\S+ \\S+");
  }

  @Test
  void valuesOutsideAreSaidNotToBeDrawn() {
    assertThat(svg(curve("a", 1, 9, 10, 0))).doesNotContain("not drawn");
    assertThat(svg(curve("a", 1, -1))).contains("below 0: not drawn").doesNotContain("above");
    assertThat(svg(curve("", 1, 11))).contains("above 10: not drawn").doesNotContain("below");
    assertThat(svg(curve("a", 1, Double.NEGATIVE_INFINITY))).contains("below 0: not drawn");
    // What leaves the axes is cut off by a drawing of their size, not moved to the axis.
    assertThat(paths(svg(curve("a", 1, -10))).get(0))
        .doesNotContain(" %d.0".formatted(Plot.BOTTOM));
    assertThat(svg(curve("a", 1, -10))).contains("<svg x=\"62\" y=\"12\"");
  }

  @Test
  void oneValueIsSeen() {
    assertThat(svg(curve("a", 5))).contains("h2").doesNotContain("NaN");
  }
}
