package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.runtime.inference.Rounding;
import org.dragoman.runtime.text.SentenceSplitter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** {@link Translator} with the built-in plugins, on a bundle of random weights. */
class TranslatorTest {
  private static final List<String> LINES =
      IntStream.range(0, 150)
          .mapToObj(
              i ->
                  IntStream.range(0, i % 8)
                      .mapToObj(t -> "w" + (i * 7 + t * 5) % 30)
                      .collect(Collectors.joining(" ")))
          .toList();

  @TempDir private static Path folder;
  private static Path bundle;

  @BeforeAll
  static void writeBundle() {
    bundle = folder.resolve("org/dragoman/models/random");
    RandomBundle.write(bundle);
  }

  private static TranslatorBuilder cpu() {
    return Translator.builder().setBundle(bundle).optDevice("cpu");
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream().map(Translation::text).toList();
  }

  @Test
  void aLineAListAndAStreamGiveTheSame() {
    try (Translator translator = cpu().optBatchSentences(16).build()) {
      List<Translation> all = translator.translate(LINES);
      assertThat(texts(all).stream().distinct()).hasSizeGreaterThan(50);
      assertThat(all.get(0).text()).isEmpty();
      Rounding.assertSame(LINES.stream().map(translator::translate).toList(), all);
      try (Stream<Translation> stream = translator.translate(LINES.stream())) {
        Rounding.assertSame(stream.toList(), all);
      }
    }
  }

  private static TranslationRequest asking(String prefix, String required, String banned) {
    return new TranslationRequest("w1", prefix, List.of(required), List.of(banned));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DragomanException.class,
            e -> assertThat(e.kind()).isEqualTo(DragomanException.Kind.DATA))
        .hasMessageStartingWith(message + " has a line break within it.")
        .hasMessageContaining("translateTexts");
  }

  @Test
  void aLineBreakInALineIsRefusedByItsPlace() {
    try (Translator translator =
        cpu().optDefaults(TranslationOptions.defaults().withSearch("constrained")).build()) {
      assertRefused(() -> translator.translate("w1.\nw2."), "Line 1: the text");
      assertRefused(() -> translator.translate(List.of("w1", "w1\r\nw2")), "Line 2: the text");
      assertRefused(() -> translator.translate(List.of("w1\n")), "Line 1: the text");
      assertRefused(
          () -> translator.translate(Stream.of("w1", "w2", "\nw1"), n -> "in.txt:" + n).toList(),
          "in.txt:3: the text");
      assertRefused(
          () ->
              translator.translate(
                  List.of(asking("w1\nw2", "w3", "w4")), TranslationOptions.defaults()),
          "Line 1: its prefix");
      assertRefused(
          () ->
              translator.translate(
                  List.of(asking("", "w3\nw4", "w5")), TranslationOptions.defaults()),
          "Line 1: a required phrase");
      assertRefused(
          () -> translator.check(Stream.of(asking("", "w3", "w4\nw5"))), "Line 1: a banned phrase");
      // What ends no line of a file ends none here.
      assertThat(translator.translate("w1\rw2\u2028w3\r").text()).isNotEmpty();
      assertThat(
              translator.translateTexts(Stream.of("w1.\nw2."), new SentenceSplitter("en")).toList())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("\n");
    }
  }

  @Test
  void nullIsRefusedByItsPlace() {
    try (Translator translator = cpu().build()) {
      String none = null;
      List<String> lines = Arrays.asList("w1", null);
      assertThatNullPointerException()
          .isThrownBy(() -> translator.translate(none))
          .withMessage("the line is null");
      assertThatNullPointerException()
          .isThrownBy(() -> translator.translate(lines))
          .withMessage("Line 2 is null");
      assertThatNullPointerException()
          .isThrownBy(() -> translator.translate(lines.stream(), n -> "in.txt:" + n).toList())
          .withMessage("in.txt:2 is null");
      assertThatNullPointerException()
          .isThrownBy(
              () ->
                  translator.translate(
                      Collections.singletonList(null), TranslationOptions.defaults()))
          .withMessage("Line 1 is null");
      assertThatNullPointerException()
          .isThrownBy(
              () -> translator.translateTexts(lines.stream(), new SentenceSplitter("en")).toList())
          .withMessage("Text 2 is null");
    }
    assertThatNullPointerException()
        .isThrownBy(() -> new TranslationRequest("w1", null, List.of(), List.of()))
        .withMessageContaining("prefix");
    assertThatNullPointerException()
        .isThrownBy(() -> new TranslationRequest("w1", "", Arrays.asList("w2", null), List.of()))
        .withMessageContaining("phrase");
  }

  @Test
  void severalThreadsMayUseIt() {
    try (Translator translator = cpu().build()) {
      List<String> expected = texts(translator.translate(LINES));
      List<CompletableFuture<List<String>>> futures =
          IntStream.range(0, 4)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> texts(translator.translate(LINES))))
              .toList();
      assertThat(futures).allSatisfy(f -> assertThat(f.join()).isEqualTo(expected));
    }
  }

  @Test
  void aGarbageCollectionWhileItTranslatesChangesNothing() throws Exception {
    try (Translator translator = cpu().build()) {
      List<String> expected = texts(translator.translate(LINES));
      CountDownLatch done = new CountDownLatch(1);
      Thread collector =
          new Thread(
              () -> {
                // A pause between collections, which stop the world for as long as the heap is
                // large.
                while (!awaits(done)) {
                  System.gc();
                }
              });
      collector.start();
      try {
        for (int i = 0; i < 4; i++) {
          assertThat(texts(translator.translate(LINES))).isEqualTo(expected);
        }
      } finally {
        done.countDown();
        collector.join();
      }
    }
  }

  private static boolean awaits(CountDownLatch done) {
    try {
      return done.await(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void aBeamOfTheUsersTakesThePlaceOfTheBundles() {
    try (Translator own = cpu().build();
        Translator same = cpu().optDefaults(TranslationOptions.defaults().withBeam(3)).build();
        Translator greedy = cpu().optDefaults(TranslationOptions.defaults().withBeam(1)).build()) {
      assertThat(same.translate(LINES)).isEqualTo(own.translate(LINES));
      assertThat(texts(greedy.translate(LINES))).isNotEqualTo(texts(own.translate(LINES)));
    }
  }

  @Test
  void aListOfTheBestIsAsLongAsAsked() {
    try (Translator translator =
        cpu().optDefaults(TranslationOptions.defaults().withNBest(5)).build()) {
      Translation translation = translator.translate("w1 w2 w3");
      assertThat(translation.nBest()).hasSize(5);
      assertThat(translation.nBest())
          .extracting(Candidate::score)
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
      // The bundle's length normalisation stays: the root of the length, the end mark counted.
      Candidate best = translation.nBest().get(0);
      double length = Math.pow(best.logProbability() / best.score(), 2);
      int words = best.text().split(" ").length;
      assertThat(length).isBetween(words - 1e-6, words + 1 + 1e-6);
    }
    assertThatThrownBy(
            () -> cpu().optDefaults(TranslationOptions.defaults().withBeam(2).withNBest(5)).build())
        .isInstanceOf(DragomanException.class)
        .hasMessage("A beam of 2 cannot give 5 candidates. Take a beam of at least 5.");
  }

  @Test
  void openingIsLoggedInOneLine() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger start = (Logger) LoggerFactory.getLogger("org.dragoman.start");
    Level ofTheCommandLine = start.getLevel();
    root.addAppender(log);
    start.setLevel(Level.INFO);
    try (Translator translator = cpu().addBundle(bundle).build()) {
      translator.translate(LINES);
    } finally {
      start.setLevel(ofTheCommandLine);
      root.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .matches("Opened random, random; device cpu, threads \\d+");
  }

  @Test
  void warnsOfALineThatIsTooLongByItsNumber() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Translator.class);
    logger.addAppender(log);
    try (Translator translator =
        cpu()
            .optBatchSentences(16)
            .optDefaults(TranslationOptions.defaults().withMaxSourceTokens(10).withBeam(1))
            .build()) {
      String longLine = String.join(" ", Collections.nCopies(25, "w1"));
      List<String> lines = new ArrayList<>(LINES);
      lines.set(99, longLine);
      List<Translation> expected = new ArrayList<>(translator.translate(LINES));
      List<Translation> found = translator.translate(lines.stream()).toList();
      expected.set(99, found.get(99));
      Rounding.assertSame(found, expected);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Line 100 has more than 10 tokens and is translated in 3 parts, each on its own. Put"
                + " one sentence on a line.");
  }

  @Test
  void opensABundleOnTheClassPath() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      try (Translator fromClassPath = Translator.ofResource("random");
          Translator fromFolder = Translator.open(bundle)) {
        assertThat(fromClassPath.translate(LINES)).isEqualTo(fromFolder.translate(LINES));
      }
      assertThatThrownBy(() -> Translator.ofResource("none"))
          .isInstanceOf(DragomanException.class)
          .hasMessageContaining("org/dragoman/models/none");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void translatesNothingOnceItIsClosed() {
    Translator translator = cpu().build();
    Stream<Translation> stream = translator.translate(LINES.stream());
    translator.close();
    translator.close();
    assertThatIllegalStateException().isThrownBy(() -> translator.translate("w1"));
    assertThatIllegalStateException().isThrownBy(() -> stream.findFirst());
  }

  @Test
  void saysWhyABundleCannotBeOpened() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Translator.open(missing))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> Translator.builder().build())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("setBundle");
    assertThat(Files.exists(missing)).isFalse();
  }
}
