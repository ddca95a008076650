package org.dragoman.cli.plot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds HTML and SVG from elements and texts; it escapes the texts. */
public final class Markup {
  private static final String STYLES = "/org/dragoman/cli/";

  private final StringBuilder markup = new StringBuilder();

  /**
   * Starts a page, up to its heading; {@link #endPage} ends it. The page needs no other file and no
   * network.
   *
   * @param styles style resources below {@code org/dragoman/cli}, in addition to the style of all
   *     pages
   */
  public static Markup page(String title, String... styles) throws IOException {
    Markup page =
        new Markup()
            .open("!doctype html")
            .open("html lang=\"en\"")
            .open("meta charset=\"utf-8\"")
            .open("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"")
            .element("title", title)
            .open("style")
            .raw(resource("compare/page.css"));
    for (String style : styles) {
      page.raw(resource(style));
    }
    return page.close("style").open("main").element("h1", title);
  }

  public Markup endPage() {
    return close("main").close("html");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Markup.class.getResourceAsStream(STYLES + name)) {
      if (in == null) {
        throw new IOException("the program's resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Opens an element, given by its name and attributes, which must not come from a corpus. */
  public Markup open(String element) {
    return raw("<" + element + ">");
  }

  public Markup close(String element) {
    return raw("</" + element + ">\n");
  }

  public Markup text(String text) {
    return raw(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }

  /** Adds markup unchanged; it must not come from a corpus. */
  public Markup raw(String text) {
    markup.append(text);
    return this;
  }

  /** Adds an element that contains a text. */
  public Markup element(String element, String text) {
    int space = element.indexOf(' ');
    return open(element).text(text).close(space < 0 ? element : element.substring(0, space));
  }

  /** Starts a table whose first column has names and whose other columns have figures. */
  public Markup table(String first, List<String> others) {
    open("div class=\"scroll\"").open("table").open("thead").open("tr").element("th", first);
    others.forEach(name -> element("th class=\"number\"", name));
    return close("tr").close("thead").open("tbody");
  }

  public Markup row(String name, List<String> figures) {
    return row(Label.of(name), figures);
  }

  /** Adds a row whose name is a token. */
  public Markup row(Label name, List<String> figures) {
    open("tr").element(name.joined() ? "th class=\"joined\"" : "th", name.text());
    figures.forEach(figure -> element("td class=\"number\"", figure));
    return close("tr");
  }

  public Markup endTable() {
    return close("tbody").close("table").close("div");
  }

  @Override
  public String toString() {
    return markup.toString();
  }
}
