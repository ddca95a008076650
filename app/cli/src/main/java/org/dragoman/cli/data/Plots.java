package org.dragoman.cli.data;

import java.util.Arrays;
import java.util.Map;
import org.dragoman.cli.plot.Markup;
import org.dragoman.cli.plot.Plot;
import org.dragoman.cli.plot.Plot.Box;
import org.dragoman.cli.plot.Scale;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Distribution;
import org.dragoman.corpus.report.LengthGrid;
import org.dragoman.corpus.report.LengthRatios;

/** The plots of a corpus. They leave out the longest sentences, which would squeeze all others. */
record Plots(CorpusReport report) {
  /** The share of the sentences of each side that is drawn. */
  private static final double DRAWN = 0.995;

  private static final int BARS = 40;
  private static final int CELLS = 32;
  private static final double LOG_2 = Math.log(2);

  /** Returns the greatest length that is drawn, in characters. */
  int longest() {
    return Math.max(
        1,
        Math.max(
            report.source().characters().distribution().quantile(DRAWN),
            report.target().characters().distribution().quantile(DRAWN)));
  }

  /** Draws the number of pairs of each length, for both sides. */
  Markup lengths() {
    int size = longest() / BARS + 1;
    long[] sources = bars(report.source().characters().distribution(), size);
    long[] targets = bars(report.target().characters().distribution(), size);
    double most = Math.max(1, Math.max(max(sources), max(targets)));
    Scale x = new Scale(0, (double) sources.length * size, Plot.LEFT, Plot.RIGHT);
    Scale y = new Scale(0, most, Plot.BOTTOM, Plot.TOP);
    Plot plot = new Plot("Histogram of the lengths of sources and targets in characters");
    plot.vertical(y, "sentences", Figures::count);
    plot.path("source", outline(sources, size, x, y));
    plot.path("target", outline(targets, size, x, y));
    plot.horizontal(x, "characters");
    for (int i = 0; i < sources.length; i++) {
      plot.box(
          "hover",
          0,
          new Box(x.at((double) i * size), Plot.TOP, x.at(size) - x.at(0), Plot.BOTTOM - Plot.TOP),
          "%s characters: %,d sources, %,d targets"
              .formatted(range(i, size), sources[i], targets[i]));
    }
    return plot.markup();
  }

  private long[] bars(Distribution lengths, int size) {
    long[] bars = new long[longest() / size + 1];
    lengths
        .counts()
        .headMap(bars.length * size)
        .forEach((length, count) -> bars[length / size] += count);
    return bars;
  }

  private static long max(long[] counts) {
    return Arrays.stream(counts).max().orElse(0);
  }

  private static String range(int number, int size) {
    int first = number * size;
    return size == 1 ? Figures.count(first) : "%,d to %,d".formatted(first, first + size - 1);
  }

  private static String outline(long[] bars, int size, Scale x, Scale y) {
    StringBuilder path = new StringBuilder("M%.1f %.1f".formatted(x.at(0), y.at(0)));
    for (int i = 0; i < bars.length; i++) {
      path.append("V%.1f H%.1f".formatted(y.at(bars[i]), x.at((i + 1.0) * size)));
    }
    return path.append("V%.1fZ".formatted(y.at(0))).toString();
  }

  /** Draws the number of pairs of each length ratio, with the limits of suspicious ratios. */
  Markup ratios() {
    LengthRatios ratios = report.ratios();
    double middle = Math.log(ratios.mean());
    // A little more than the range of ratios that are not suspicious, if that is more than one
    // ratio.
    double reach = 1.15 * Math.max(0.1, Math.log(ratios.highest()) - middle);
    Scale x = new Scale(middle - reach, middle + reach, Plot.LEFT, Plot.RIGHT);
    double size = 2 * reach / BARS;
    long[] bars = bars(ratios.logarithms(), x.least(), size);
    Scale y = new Scale(0, Math.max(1, max(bars)), Plot.BOTTOM, Plot.TOP);
    Plot plot = new Plot("Histogram of the ratio of target to source characters");
    plot.vertical(y, "pairs", Figures::count);
    for (int i = 0; i < BARS; i++) {
      double from = x.least() + i * size;
      double top = y.at(bars[i]);
      plot.box(
          "bar",
          1,
          new Box(x.at(from), top, x.at(from + size) - x.at(from) - 1, Plot.BOTTOM - top),
          "%.2f to %.2f: %,d pairs".formatted(Math.exp(from), Math.exp(from + size), bars[i]));
    }
    for (double limit : new double[] {ratios.lowest(), ratios.highest()}) {
      plot.line("limit", x.at(Math.log(limit)), Plot.TOP, x.at(Math.log(limit)), Plot.BOTTOM);
    }
    powersOfTwo(plot, x);
    plot.text((Plot.LEFT + Plot.RIGHT) / 2.0, Plot.HEIGHT - 6, "middle", "target : source");
    return plot.markup();
  }

  private static long[] bars(Distribution logarithms, double least, double size) {
    long[] bars = new long[BARS];
    for (Map.Entry<Integer, Long> entry : logarithms.counts().entrySet()) {
      int bar = (int) Math.floor((entry.getKey() / LengthRatios.SCALE - least) / size);
      if (bar >= 0 && bar < BARS) {
        bars[bar] += entry.getValue();
      }
    }
    return bars;
  }

  /** Marks ratios on a logarithmic axis, only every second or third one if it is long. */
  private static void powersOfTwo(Plot plot, Scale x) {
    int first = (int) Math.ceil(x.least() / LOG_2);
    int last = (int) Math.floor(x.greatest() / LOG_2);
    int step = (last - first) / 8 + 1;
    for (int power = first; power <= last; power += step) {
      String ratio = (power < 0 ? "1/" : "") + Figures.count(1L << Math.abs(power));
      plot.horizontalTick(x.at(power * LOG_2), ratio);
    }
  }

  /** Draws the number of pairs for each source length and target length. */
  Markup grid() {
    int end = Math.min(longest(), LengthGrid.LONGEST);
    int size = end / CELLS + 1;
    int cells = end / size + 1;
    Scale x = new Scale(0, (double) cells * size, Plot.LEFT, Plot.RIGHT);
    Scale y = new Scale(0, (double) cells * size, Plot.BOTTOM, Plot.TOP);
    double strongest = Math.log1p(mostInACell(cells, size));
    Plot plot = new Plot("How many pairs have a source and a target of these lengths");
    plot.vertical(y, "characters of the target", Figures::count);
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        long pairs = report.grid().pairs(i * size, j * size, size);
        if (pairs > 0) {
          Box box =
              new Box(
                  x.at((double) i * size),
                  y.at((j + 1.0) * size),
                  x.at(size) - x.at(0),
                  y.at(0) - y.at(size));
          plot.box(
              "cell",
              0.08 + 0.92 * Math.log1p(pairs) / strongest,
              box,
              "%s to %s: %,d pairs".formatted(range(i, size), range(j, size), pairs));
        }
      }
    }
    plot.horizontal(x, "characters of the source");
    return plot.markup();
  }

  private long mostInACell(int cells, int size) {
    long most = 1;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        most = Math.max(most, report.grid().pairs(i * size, j * size, size));
      }
    }
    return most;
  }
}
