package org.dragoman.cli.data;

import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.dragoman.cli.plot.Markup;
import org.dragoman.corpus.report.Overlap;
import org.dragoman.corpus.report.Overlap.Match;

/**
 * Writes the section of a page about two corpora that should share nothing.
 *
 * @param page the page to write to
 * @param overlap of the two
 * @param visible makes a text of them visible
 */
record OverlapSection(Markup page, Overlap overlap, UnaryOperator<String> visible) {

  void write() {
    page.element("p", Figures.summary(overlap) + ".");
    page.table("Pairs of " + overlap.heldOut(), Figures.MATCH);
    row(Figures.EXACT, overlap.exact());
    row(Figures.BY_KEY, overlap.byKey());
    page.endTable();
    if (!overlap.shared().isEmpty()) {
      PairTable table = new PairTable(page, visible);
      overlap.shared().forEach(shared -> table.row(Figures.place(shared), shared.other()));
      table.end();
    }
  }

  private void row(String name, Match match) {
    page.row(
        name,
        LongStream.of(match.sources(), match.targets(), match.any(), match.pairs())
            .mapToObj(Figures::count)
            .toList());
  }
}
