package org.dragoman.cli.data;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dragoman.corpus.report.CorporaReport;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Coverage;
import org.dragoman.corpus.report.Example;
import org.dragoman.corpus.report.Finding;
import org.dragoman.corpus.report.Found;
import org.dragoman.corpus.report.Lengths;
import org.dragoman.corpus.report.Overlap;
import org.dragoman.corpus.report.Overlap.Match;
import org.dragoman.corpus.report.Overlap.Shared;
import org.dragoman.corpus.report.SideCoverage;

/**
 * Writes a report for a terminal.
 *
 * @param out receives the report
 * @param visible makes a text of a corpus visible
 */
public record CheckText(Writer out, UnaryOperator<String> visible) {

  /** Writes the report; the caller flushes. */
  public void write(CorporaReport report) throws IOException {
    for (CorpusReport corpus : report.corpora()) {
      corpus(corpus);
    }
    if (!report.coverage().isEmpty()) {
      coverage(report.coverage());
    }
    for (Overlap overlap : report.overlaps()) {
      overlap(overlap);
    }
  }

  private void line(String format, Object... arguments) throws IOException {
    out.write(format.formatted(arguments) + "\n");
  }

  private void corpus(CorpusReport report) throws IOException {
    line("%s: %s", report.name(), report.files());
    line("  %s", Figures.pairs(report));
    line("");
    line("  %-18s%13s%8s%8s%8s%9s", "", "total", "mean", "median", "95 %", "longest");
    lengths("source words", report.source().words());
    lengths("source characters", report.source().characters());
    lengths("target words", report.target().words());
    lengths("target characters", report.target().characters());
    line("  %s", Figures.ratios(report));
    line("");
    for (Map.Entry<Finding, Found> entry : report.findings().entrySet()) {
      finding(Figures.words(entry.getKey(), report), entry.getValue());
    }
    for (String note : Figures.notes(report)) {
      line("  %s", note);
    }
    line("");
  }

  private void lengths(String name, Lengths lengths) throws IOException {
    line(
        "  %-18s%,13d%8.1f%,8d%,8d%,9d  line %,d",
        name,
        lengths.distribution().total(),
        lengths.distribution().mean(),
        lengths.distribution().quantile(0.5),
        lengths.distribution().quantile(0.95),
        lengths.distribution().max(),
        lengths.longestLine());
  }

  private void finding(String words, Found found) throws IOException {
    line("  %,11d  %s", found.pairs(), words);
    for (Example example : found.examples()) {
      line("               line %,d", example.line());
      texts(example);
    }
  }

  private void texts(Example example) throws IOException {
    line("                 %s", visible.apply(example.source()));
    line("                 %s", visible.apply(example.target()));
  }

  private void coverage(List<Coverage> all) throws IOException {
    line("%s", Figures.COVERAGE);
    line(
        "  %-18s%11s%9s%11s%9s%11s%9s",
        "", "words", "known", "different", "known", "pieces", "known");
    for (Coverage coverage : all) {
      side(coverage.corpus() + " source", coverage.source());
      side(coverage.corpus() + " target", coverage.target());
    }
    line("");
  }

  private void side(String name, SideCoverage side) throws IOException {
    line(
        "  %-18s%,11d%9s%,11d%9s%,11d%9s",
        name,
        side.words().all(),
        Figures.percent(side.words().share()),
        side.types().all(),
        Figures.percent(side.types().share()),
        side.pieces().all(),
        Figures.percent(side.pieces().share()));
    if (!side.unknown().isEmpty()) {
      line("    %s", Figures.unknown(side, visible));
    }
  }

  private void overlap(Overlap overlap) throws IOException {
    line("%s", Figures.summary(overlap));
    line("  %-36s%9s%9s%9s%9s", "", "source", "target", "either", "pair");
    match(Figures.EXACT, overlap.exact());
    match(Figures.BY_KEY, overlap.byKey());
    for (Shared shared : overlap.shared()) {
      line("               %s", Figures.place(shared));
      texts(shared.other());
    }
    line("");
  }

  private void match(String name, Match match) throws IOException {
    line(
        "  %-36s%,9d%,9d%,9d%,9d",
        name, match.sources(), match.targets(), match.any(), match.pairs());
  }
}
