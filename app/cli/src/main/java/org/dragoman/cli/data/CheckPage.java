package org.dragoman.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.dragoman.cli.plot.Markup;
import org.dragoman.corpus.report.CorporaReport;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Overlap;
import org.dragoman.runtime.file.AtomicFile;

/** Writes a report as one HTML file with drawings, which opens from disk without a network. */
public final class CheckPage {
  private static final String TITLE = "Corpus report";
  private static final String COVERAGE = "Coverage";

  private final Markup page;

  private CheckPage(Markup page) {
    this.page = page;
  }

  /**
   * Writes the page; an existing file is replaced.
   *
   * @param visible makes a text of a corpus visible
   */
  public static void write(Path file, CorporaReport report, UnaryOperator<String> visible) {
    AtomicFile.write(
        file, out -> out.write(html(report, visible).getBytes(StandardCharsets.UTF_8)));
  }

  private static String html(CorporaReport report, UnaryOperator<String> visible)
      throws IOException {
    CheckPage page = new CheckPage(Markup.page(TITLE, "data/check.css"));
    page.write(report, visible);
    return page.page.endPage().toString();
  }

  private void write(CorporaReport report, UnaryOperator<String> visible) {
    contents(report);
    for (CorpusReport corpus : report.corpora()) {
      section(corpus.name(), new CorpusSection(page, corpus, visible)::write);
    }
    if (!report.coverage().isEmpty()) {
      section(COVERAGE, new CoverageSection(page, report.coverage(), visible)::write);
    }
    for (Overlap overlap : report.overlaps()) {
      section(Figures.title(overlap), new OverlapSection(page, overlap, visible)::write);
    }
  }

  private void contents(CorporaReport report) {
    page.open("nav aria-label=\"Contents\"").open("ul");
    report.corpora().forEach(corpus -> link(corpus.name()));
    if (!report.coverage().isEmpty()) {
      link(COVERAGE);
    }
    report.overlaps().forEach(overlap -> link(Figures.title(overlap)));
    page.close("ul").close("nav");
    for (Overlap overlap : report.overlaps()) {
      if (overlap.byKey().any() > 0) {
        page.element("p class=\"leak\"", Figures.summary(overlap) + ".");
      }
    }
  }

  private void link(String name) {
    page.open("li").element("a href=\"#" + id(name) + "\"", name).close("li");
  }

  private void section(String name, Runnable content) {
    page.open("section id=\"" + id(name) + "\"").element("h2", name);
    content.run();
    page.close("section");
  }

  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
