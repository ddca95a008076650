package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code dragoman data check} as a reader sees it. */
class CheckPageTest {
  private static final String NASTY =
      "</td></style><script>document.title='broken'</script><!-- <img src=x onerror=alert(1)> &amp;"
          + " 'a' \"q\" \uD83D\uDE00 7";

  @TempDir private static Path folder;
  private static Browser browser;

  /** Before each test, so that each is told to be skipped where there is no browser. */
  @BeforeEach
  void openBrowser() {
    if (browser == null) {
      browser = Browser.open();
    }
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void load(int code, String... arguments) {
    Path page = folder.resolve("page.html");
    Run run =
        Run.of(
            Stream.of(List.of("data", "check", "--html", page.toString()), List.of(arguments))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    browser.load(page);
  }

  private static String write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  @Test
  void showsFiguresPlotsAndPairsOfACorpus() throws IOException {
    load(
        0,
        write("en", "one", "a white cat", NASTY, "four", "four"),
        write("he", "אחת", "חתול לבן", "a", "ארבע", "ארבע"),
        "--languages",
        "en,he");

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.run("return document.title")).isEqualTo("Corpus report");
    assertThat(browser.texts("h2")).containsExactly("corpus");
    assertThat(browser.texts("svg > title"))
        .containsExactly(
            "Histogram of the lengths of sources and targets in characters",
            "Histogram of the ratio of target to source characters",
            "How many pairs have a source and a target of these lengths");
    // All are drawn, each in one cell.
    assertThat(browser.texts("svg .cell title"))
        .extracting(title -> Integer.parseInt(title.replaceAll(".*: (\\d+) pairs", "$1")))
        .satisfies(pairs -> assertThat(pairs.stream().mapToInt(i -> i).sum()).isEqualTo(5));
    assertThat(browser.texts("details summary"))
        .containsExactly(
            "Pairs in a wrong script",
            "Pairs whose numbers differ",
            "Pairs that were there already",
            "Pairs whose source was there already",
            "Pairs whose target was there already");
    assertThat(browser.texts("details:nth-of-type(1) td")).containsExactly(NASTY, "a");
    assertThat(browser.texts("img, script")).isEmpty();
  }

  @Test
  void theDrawingsStayWithinTheirFrames() throws IOException {
    load(0, write("a", "1", "22", "x".repeat(2000)), write("b", "333", "4444", "y"));

    assertThat(browser.complaints()).isEmpty();
    assertThat(
            browser.run(
                """
                return [...document.querySelectorAll('figure svg')].flatMap(svg => {
                  const frame = svg.getBoundingClientRect();
                  return [...svg.querySelectorAll('rect, path, line, text')].filter(part => {
                    const box = part.getBoundingClientRect();
                    return !(box.left >= frame.left && box.right <= frame.right
                        && box.top >= frame.top && box.bottom <= frame.bottom);
                  }).map(part => part.outerHTML);
                }).join(' ')
                """))
        .isEqualTo("");
  }

  @Test
  void namesALeakAtTheTop() throws IOException {
    String config =
        write(
            "config.yaml",
            "name: check",
            "data:",
            "  train: {tsv: '" + write("train.tsv", "a\tA", "b\tB") + "'}",
            "  test: {tsv: '" + write("test.tsv", "a!\tC", "d\tD") + "'}",
            "text: {source: {tokenizer: whitespace}, target: {tokenizer: whitespace}}");
    load(ExitCode.CHECK_FAILED, "-c", config);

    assertThat(browser.texts(".leak"))
        .containsExactly("data.test in data.train: 1 of 2 pairs share a sentence.");
    assertThat(browser.texts("nav a"))
        .containsExactly("data.train", "data.test", "Coverage", "data.test in data.train");
    assertThat(browser.texts("#Coverage tbody th"))
        .containsExactly("data.test source", "data.test target");
    assertThat(browser.texts("#data-test-in-data-train .examples tr"))
        .containsExactly("line 1: the source is in data.train, line 1\na\nA\n");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('nav a')].every(a =>"
                    + " document.getElementById(a.hash.slice(1)))"))
        .isEqualTo(true);
  }

  @Test
  void aCorpusWithoutPairsHasNoPlots() throws IOException {
    load(0, write("a", ""), write("b", ""));

    assertThat(browser.texts("svg")).isEmpty();
    assertThat(browser.texts("h3")).containsExactly("Pairs to look at");
  }
}
