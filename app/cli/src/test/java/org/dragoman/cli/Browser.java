package org.dragoman.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** Headless Chromium, as Debian's packages chromium and chromium-driver install it. */
final class Browser implements AutoCloseable {
  // It warns of every browser younger than itself.
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; the test is skipped where it is not installed. Nothing is downloaded. */
  static Browser open(String... more) {
    Optional<File> browser = program("chromium");
    Optional<File> driver = program("chromedriver");
    Assumptions.assumeTrue(
        browser.isPresent() && driver.isPresent(),
        "no chromium and chromedriver on the PATH: install the packages chromium and"
            + " chromium-driver to test the page");
    LOG.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow());
    // Root has no sandbox, and a container little shared memory.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments(more);
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow()).build(),
            options));
  }

  private static Optional<File> program(String name) {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }

  void load(Path page) {
    driver.get(page.toUri().toString());
  }

  /** Waits until the page has an element, at most ten seconds: a large one is not drawn at once. */
  void await(String selector) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (texts(selector).isEmpty() && System.nanoTime() < end) {
      run("return document.readyState");
    }
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The texts of elements in the order of the page. */
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(element -> element.getDomProperty("textContent"))
        .toList();
  }

  void choose(String select, String option) {
    find(select + " option[value='" + option + "']").click();
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  /** What the browser complained of since it was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
