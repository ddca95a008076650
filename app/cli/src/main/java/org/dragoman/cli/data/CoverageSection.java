package org.dragoman.cli.data;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dragoman.cli.plot.Markup;
import org.dragoman.corpus.report.Coverage;
import org.dragoman.corpus.report.SideCoverage;

/**
 * Writes the section of a page about known words.
 *
 * @param page the page to write to
 * @param corpora the held-out corpora
 * @param visible makes a text of them visible
 */
record CoverageSection(Markup page, List<Coverage> corpora, UnaryOperator<String> visible) {

  void write() {
    page.element("p", Figures.COVERAGE + ".");
    page.table("", List.of("words", "known", "different words", "known", "pieces", "known"));
    for (Coverage coverage : corpora) {
      row(coverage.corpus() + " source", coverage.source());
      row(coverage.corpus() + " target", coverage.target());
    }
    page.endTable();
    for (Coverage coverage : corpora) {
      unknown(coverage.corpus() + " source", coverage.source());
      unknown(coverage.corpus() + " target", coverage.target());
    }
  }

  private void row(String name, SideCoverage side) {
    page.row(
        name,
        Stream.of(side.words(), side.types(), side.pieces())
            .flatMap(known -> Stream.of(Figures.count(known.all()), Figures.percent(known.share())))
            .toList());
  }

  private void unknown(String name, SideCoverage side) {
    if (!side.unknown().isEmpty()) {
      page.element("p class=\"note\"", name + ", " + Figures.unknown(side, visible) + ".");
    }
  }
}
