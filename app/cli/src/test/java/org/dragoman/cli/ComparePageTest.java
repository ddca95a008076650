package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of {@code dragoman compare} as a reader sees it. */
class ComparePageTest {
  private static final String NASTY =
      "</script><script>document.title='broken'</script><!-- <img src=x onerror=alert(1)> \"q\" 'a'"
          + " &amp; {{data}} \\u003c 😀";
  private static final String HEBREW = "החתול הלבן ישן";

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

  private static Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static void load(Path reference, Path... more) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    for (Path path : more) {
      arguments.add(path.toString());
    }
    Path page = folder.resolve("page.html");
    arguments.addAll(
        List.of("--reference", reference.toString(), "--out", page.toString(), "--title", NASTY));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    browser.load(page);
    browser.await("#scores tbody th");
  }

  private static void loadFour() throws IOException {
    load(
        write("reference", "the white cat sleeps here", "a dog barks", NASTY, HEBREW),
        write("first", "the white cat sleeps there", "a dog barks", NASTY, "החתול ישן הלבן"),
        write("second", "the white cat sleeps here", "some cow moos", NASTY, HEBREW));
  }

  @Test
  void showsTheScoresWithIntervalsAndAPValue() throws IOException {
    loadFour();

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.texts("#scores thead th"))
        .containsExactly("System", "BLEU ↑", "chrF2 ↑", "TER ↓");
    assertThat(browser.texts("#scores tbody th")).containsExactly("firstbaseline", "second");
    assertThat(browser.texts("#scores tbody td"))
        .hasSize(6)
        .allMatch(cell -> cell.matches("(?s)\\d+\\.\\d\\d.*μ = \\d+\\.\\d\\d ± \\d+\\.\\d\\d.*"));
    assertThat(browser.texts("#scores tbody tr:first-child td"))
        .noneMatch(cell -> cell.contains("p = "));
    assertThat(browser.texts("#scores tbody tr:last-child td"))
        .allMatch(cell -> cell.matches(".*p = [01]\\.\\d{4}( \\*)?"));
    assertThat(browser.texts("#signatures li"))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("chrF2|nrefs:1|"));
  }

  @Test
  void marksASignificantDifferenceAndNoOther() throws IOException {
    String[] good =
        IntStream.range(0, 60).mapToObj(i -> "line " + i + " of it").toArray(String[]::new);
    String[] bad = IntStream.range(0, 60).mapToObj(i -> "row " + i + " off").toArray(String[]::new);
    load(write("reference", good), write("bad", bad), write("good", good), write("same", bad));

    assertThat(browser.texts("#scores tbody tr:nth-child(2) .significant"))
        .hasSize(3)
        .allMatch(text -> text.endsWith("*"));
    assertThat(browser.texts("#scores tbody tr:nth-child(3) .significant")).isEmpty();
  }

  @Test
  void sortsByTheDifferenceInTheChosenMetric() throws IOException {
    loadFour();
    assertThat(browser.texts(".line")).containsExactly("1", "2", "3", "4");

    browser.choose("#sort", "worse 1");
    assertThat(browser.texts(".line")).startsWith("2", "3");
    assertThat(browser.texts(".segment:nth-of-type(1) .system .worse")).hasSize(1);

    browser.choose("#sort", "better 1");
    assertThat(browser.texts(".line")).endsWith("3", "2");
    String chrf = browser.texts(".system .number").toString();

    browser.choose("#metric", "2");
    assertThat(browser.texts("#score-heading")).containsExactly("TER");
    // Of TER less is better.
    assertThat(browser.texts(".line")).endsWith("3", "2");
    assertThat(browser.texts(".segment:nth-of-type(1) .system .better").get(0)).startsWith("−");
    assertThat(browser.texts(".system .number").toString()).isNotEqualTo(chrf);

    browser.choose("#sort", "line");
    assertThat(browser.texts(".line")).containsExactly("1", "2", "3", "4");
  }

  @Test
  void marksTheWordsThatTheReferenceHasNot() throws IOException {
    loadFour();

    assertThat(browser.texts(".segment:nth-of-type(1) .system:nth-of-type(2) mark"))
        .containsExactly("there");
    assertThat(browser.texts(".segment:nth-of-type(1) .system:nth-of-type(3) mark")).isEmpty();
    assertThat(browser.texts(".segment:nth-of-type(2) .system:nth-of-type(3) mark"))
        .containsExactly("some", "cow", "moos");
    // One of two words that changed places stays.
    assertThat(browser.texts(".segment:nth-of-type(4) .system:nth-of-type(2) mark")).hasSize(1);
  }

  @Test
  void searchesInAllTexts() throws IOException {
    loadFour();

    browser.find("#search").sendKeys("MOOS");
    assertThat(browser.texts(".line")).containsExactly("2");
    assertThat(browser.texts("#found")).containsExactly("1 of 4 segments");

    browser.find("#search").sendKeys(Keys.chord(Keys.CONTROL, "a"), "nothing like it");
    assertThat(browser.texts(".line")).isEmpty();
    assertThat(browser.texts("#found")).containsExactly("0 of 4 segments");

    browser.find("#search").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    assertThat(browser.texts(".line")).hasSize(4);
  }

  @Test
  void showsANastyTextAsItIs() throws IOException {
    loadFour();

    assertThat(browser.run("return document.title")).isEqualTo(NASTY);
    assertThat(browser.texts("h1")).containsExactly(NASTY);
    assertThat(browser.texts(".segment:nth-of-type(3) .text")).hasSize(3).containsOnly(NASTY);
    assertThat(browser.texts("img")).isEmpty();
    assertThat(browser.texts("script")).hasSize(2);
    assertThat(
            browser.run(
                "return getComputedStyle(document.querySelector("
                    + "'.segment:nth-of-type(4) .text')).direction"))
        .isEqualTo("rtl");
  }

  @Test
  void turnsPagesOfThousandsOfSegments() throws IOException {
    List<String> lines =
        IntStream.range(0, 3000)
            .mapToObj(
                i ->
                    IntStream.range(0, 25)
                        .mapToObj(j -> "w" + (i * 31 + j * 7) % 997)
                        .collect(Collectors.joining(" ")))
            .toList();
    String[] text = lines.toArray(String[]::new);
    Path same = write("same", text);
    load(write("reference", text), same, same, same, same);
    assertThat(browser.texts("#scores tbody th"))
        .containsExactly("samebaseline", "same (2)", "same (3)", "same (4)");
    assertThat(browser.texts(".line")).hasSize(50);

    long start = System.nanoTime();
    browser.choose("#sort", "better 3");
    browser.find("#next").sendKeys(Keys.ENTER);
    assertThat(browser.texts(".line")).startsWith("51");
    browser.find("#page").sendKeys(Keys.chord(Keys.CONTROL, "a"), "60", Keys.ENTER);
    assertThat(browser.texts(".line")).endsWith("3000");
    assertThat(browser.find("#next").isEnabled()).isFalse();
    assertThat((System.nanoTime() - start) / 1_000_000_000L).as("seconds").isLessThan(20);
  }
}
