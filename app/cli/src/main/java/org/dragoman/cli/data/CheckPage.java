package org.dragoman.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.dragoman.cli.plot.Markup;
import org.dragoman.runtime.text.AtomicFile;
import org.dragoman.training.corpus.report.CorporaReport;
import org.dragoman.training.corpus.report.CorpusReport;
import org.dragoman.training.corpus.report.Overlap;

/** A report as one file of HTML with drawings, which opens from disk without a network. */
public final class CheckPage {
  private static final String TITLE = "Corpus report";
  private static final String COVERAGE = "Coverage";

  private final Markup page = new Markup();

  private CheckPage() {}

  /**
   * Writes the page; a file that is there is replaced.
   *
   * @param visible how a text of a corpus is shown
   */
  public static void write(Path file, CorporaReport report, UnaryOperator<String> visible) {
    AtomicFile.write(
        file,
        out -> out.write(new CheckPage().html(report, visible).getBytes(StandardCharsets.UTF_8)));
  }

  private String html(CorporaReport report, UnaryOperator<String> visible) throws IOException {
    page.open("!doctype html")
        .open("html lang=\"en\"")
        .open("meta charset=\"utf-8\"")
        .open("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"")
        .element("title", TITLE)
        .open("style")
        .raw(resource("/org/dragoman/cli/compare/page.css"))
        .raw(resource("check.css"))
        .close("style")
        .open("main")
        .element("h1", TITLE);
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
    return page.close("main").close("html").toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CheckPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program's resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
