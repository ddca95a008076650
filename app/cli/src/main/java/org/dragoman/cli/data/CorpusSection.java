package org.dragoman.cli.data;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dragoman.cli.plot.Markup;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Distribution;
import org.dragoman.corpus.report.Finding;
import org.dragoman.corpus.report.Found;
import org.dragoman.corpus.report.Lengths;

/**
 * Writes the section of a page about one corpus.
 *
 * @param page the page to write to
 * @param report of the corpus
 * @param visible makes a text of it visible
 */
record CorpusSection(Markup page, CorpusReport report, UnaryOperator<String> visible) {

  void write() {
    page.element("p class=\"files\"", report.files());
    page.element("p", Figures.pairs(report) + ".");
    page.table("Sentences", List.of("total", "mean", "median", "95 %", "longest", "in line"));
    lengths("source words", report.source().words());
    lengths("source characters", report.source().characters());
    lengths("target words", report.target().words());
    lengths("target characters", report.target().characters());
    page.endTable();
    page.element("p class=\"note\"", Figures.ratios(report));
    if (report.ratios().logarithms().size() > 0) {
      plots(new Plots(report));
    }
    findings();
    report.findings().forEach(this::examples);
  }

  private void lengths(String name, Lengths lengths) {
    Distribution distribution = lengths.distribution();
    page.row(
        name,
        List.of(
            Figures.count(distribution.total()),
            Figures.one(distribution.mean()),
            Figures.count(distribution.quantile(0.5)),
            Figures.count(distribution.quantile(0.95)),
            Figures.count(distribution.max()),
            Figures.count(lengths.longestLine())));
  }

  private void plots(Plots plots) {
    String longest = Figures.count(plots.longest());
    page.open("div class=\"plots\"");
    figure(
        plots.lengths(),
        "Lengths of the sources (blue, whole line) and of the targets (orange, broken line), up to "
            + longest
            + " characters.");
    figure(
        plots.ratios(),
        "Ratios of the lengths in characters. What is outside of the broken lines is suspicious.");
    figure(
        plots.grid(),
        "Lengths of both sides of the pairs; the stronger the colour, the more pairs, by the"
            + " logarithm.");
    page.close("div");
  }

  private void figure(Markup plot, String caption) {
    page.open("figure").raw(plot.toString()).element("figcaption", caption).close("figure");
  }

  private void findings() {
    page.element("h3", "Pairs to look at");
    page.table("Pairs", List.of("how many", "share"));
    for (Map.Entry<Finding, Found> entry : report.findings().entrySet()) {
      long pairs = entry.getValue().pairs();
      page.row(
          Figures.words(entry.getKey(), report),
          List.of(Figures.count(pairs), Figures.finePercent(pairs, report.pairs())));
    }
    page.endTable();
    Figures.notes(report).forEach(note -> page.element("p class=\"note\"", note));
  }

  private void examples(Finding finding, Found found) {
    if (found.examples().isEmpty()) {
      return;
    }
    page.open("details").element("summary", "Pairs " + Figures.words(finding, report));
    PairTable table = new PairTable(page, visible);
    found
        .examples()
        .forEach(example -> table.row("line " + Figures.count(example.line()), example));
    table.end();
    page.close("details");
  }
}
