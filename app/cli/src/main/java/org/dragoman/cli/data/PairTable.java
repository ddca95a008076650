package org.dragoman.cli.data;

import java.util.function.UnaryOperator;
import org.dragoman.cli.plot.Markup;
import org.dragoman.corpus.report.Example;

/** Shows pairs of a corpus on a page. */
final class PairTable {
  private final Markup page;
  private final UnaryOperator<String> visible;

  /** Starts a table. */
  PairTable(Markup page, UnaryOperator<String> visible) {
    this.page = page;
    this.visible = visible;
    page.open("div class=\"scroll\"").open("table class=\"examples\"").open("tbody");
  }

  void row(String place, Example example) {
    page.open("tr")
        .element("th", place)
        .element("td dir=\"auto\"", visible.apply(example.source()))
        .element("td dir=\"auto\"", visible.apply(example.target()))
        .close("tr");
  }

  void end() {
    page.endTable();
  }
}
