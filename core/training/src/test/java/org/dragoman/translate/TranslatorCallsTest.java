package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.spi.SearchFeature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What calls of a {@link Translator} may ask, how they end early, and how it is closed. */
@Timeout(120)
class TranslatorCallsTest {
  private static final TranslationOptions PLAIN = TranslationOptions.defaults();
  // An output of a million tokens: no search ends it while a test runs.
  private static final TranslationOptions ENDLESS = PLAIN.withMinLength(1_000_000);
  private static final List<TranslationRequest> LINES =
      TranslationRequest.of(List.of("w1 w2 w3", "w4", "", "w5 w6"));

  @TempDir private static Path folder;
  private static Path bundle;

  @BeforeAll
  static void writeBundle() {
    bundle = folder.resolve("random");
    RandomBundle.write(bundle);
  }

  private static Translator open() {
    return Translator.builder().setBundle(bundle).optDevice("cpu").build();
  }

  private static List<String> texts(List<Translation> translations) {
    return translations.stream().map(Translation::text).toList();
  }

  @Test
  void eachCallHasItsOwnOptions() {
    try (Translator translator = open()) {
      List<Translation> beam = translator.translate(LINES, PLAIN.withBeam(4).withNBest(3));
      List<Translation> sampled = translator.translate(LINES, PLAIN.withSearch("sampling"));
      List<Translation> told =
          translator.translate(LINES, PLAIN.withSearch("greedy").withDetail(TokenDetail.WEIGHTS));
      List<Translation> cut = translator.translate(LINES, PLAIN.withMaxLength(1));

      assertThat(beam.get(0).nBest()).hasSize(3);
      assertThat(sampled.get(0).nBest()).hasSize(1);
      assertThat(texts(sampled)).isNotEqualTo(texts(beam));
      assertThat(told.get(0).nBest().get(0).tokens().weights()).isNotEmpty();
      assertThat(beam.get(0).nBest().get(0).tokens()).isNull();
      assertThat(cut.get(0).text().split(" ")).hasSize(1);
      assertThatThrownBy(() -> translator.translate(LINES, PLAIN.withSearch("gredy")))
          .isInstanceOf(DragomanException.class)
          .hasMessageContaining("Did you mean 'greedy'?");
      assertThatThrownBy(
              () -> translator.check(PLAIN.withSearch("greedy"), Set.of(SearchFeature.REQUIRED)))
          .isInstanceOfSatisfying(
              DragomanException.class, e -> assertThat(e.setting()).hasValue("search"));
      // What was refused has left no trace.
      assertThat(texts(translator.translate(LINES, PLAIN.withBeam(4)))).isEqualTo(texts(beam));
    }
  }

  @Test
  void aRequestGetsTheSearchThatItNeedsAndItsNeighboursTheirOwn() {
    try (Translator translator = open()) {
      List<TranslationRequest> requests =
          List.of(
              TranslationRequest.of("w1 w2"),
              new TranslationRequest("w1 w2", "", List.of("w9"), List.of()));
      List<Translation> found = translator.translate(requests, PLAIN);
      assertThat(found.get(0)).isEqualTo(translator.translate("w1 w2"));
      assertThat(found.get(1).text()).contains("w9");
    }
  }

  @Test
  void aCallWithoutWaitingGivesTheSame() {
    try (Translator translator = open()) {
      List<Translation> expected = translator.translate(LINES, PLAIN);
      List<CompletableFuture<List<Translation>>> calls =
          IntStream.range(0, 20).mapToObj(i -> translator.translateAsync(LINES, PLAIN)).toList();
      for (CompletableFuture<List<Translation>> call : calls) {
        assertThat(texts(call.join())).isEqualTo(texts(expected));
      }
      List<TranslationRequest> broken = TranslationRequest.of(List.of("w1\nw2"));
      assertThatThrownBy(() -> translator.translateAsync(broken, PLAIN).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(DragomanException.class);
    }
  }

  @Test
  void aTimeLimitEndsACallAndNoOther() {
    try (Translator translator = open()) {
      TranslationOptions limited = ENDLESS.withTimeLimit(Duration.ofMillis(200));
      assertThatThrownBy(() -> translator.translate(LINES, limited))
          .isInstanceOf(TimeLimitException.class)
          .hasMessage("the translation took longer than its time limit of 200 ms");
      assertThatThrownBy(() -> translator.translateAsync(LINES, limited).join())
          .hasCauseInstanceOf(TimeLimitException.class);
      TranslationOptions enough = PLAIN.withTimeLimit(Duration.ofSeconds(60));
      assertThat(texts(translator.translate(LINES, enough)))
          .isEqualTo(texts(translator.translate(LINES, PLAIN)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> translator.translate(LINES.stream(), enough, n -> "Line " + n))
          .withMessageContaining("time limit");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PLAIN.withTimeLimit(Duration.ZERO))
          .withMessageContaining("timeLimit must be positive");
    }
  }

  @Test
  void anInterruptedThreadAndACancelledFutureEndTheirSearch() throws Exception {
    try (Translator translator = open()) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      CountDownLatch done = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () -> {
                try {
                  translator.translate(LINES, ENDLESS);
                } catch (CancellationException e) {
                  failure.set(e);
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
                done.countDown();
              });
      thread.start();
      thread.interrupt();
      done.await();
      assertThat(failure.get()).isInstanceOf(CancellationException.class);

      // More endless calls than there are threads for batches: were they not ended, nothing else
      // would be translated.
      for (int i = 0; i < 8; i++) {
        translator.translateAsync(LINES, ENDLESS).cancel(true);
      }
      assertThat(translator.translate("w1").text()).isNotNull();
    }
  }

  @Test
  void closingWaitsNoLongerThanItIsTold() {
    Translator translator = open();
    CompletableFuture<List<Translation>> endless = translator.translateAsync(LINES, ENDLESS);
    Stream<Translation> stream = translator.translate(Stream.of("w1"));

    translator.close(Duration.ofMillis(100));

    assertThatThrownBy(endless::join)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the translator was closed before the call's end");
    assertThatIllegalStateException().isThrownBy(() -> translator.translate("w1"));
    assertThatIllegalStateException().isThrownBy(stream::findFirst);
    assertThatIllegalStateException()
        .isThrownBy(() -> translator.score(List.of(new SentencePair("w1", "w1"))));
    translator.close();
  }

  @Test
  void aCallUnderWayMayEndWhileItIsClosed() {
    Translator translator = open();
    List<CompletableFuture<List<Translation>>> calls =
        IntStream.range(0, 20).mapToObj(i -> translator.translateAsync(LINES, PLAIN)).toList();
    translator.close();
    assertThat(calls).allSatisfy(call -> assertThat(call.join()).hasSize(LINES.size()));
  }

  @Test
  void whatDependsOnACallMayCloseTheTranslator() {
    Translator translator = open();
    translator.translateAsync(LINES, PLAIN).thenRun(translator::close).join();
    assertThatIllegalStateException().isThrownBy(() -> translator.translate("w1"));
  }

  @Test
  void aSlowDependentHoldsUpNoOtherCall() {
    try (Translator translator = open()) {
      CountDownLatch go = new CountDownLatch(1);
      List<CompletableFuture<Void>> slow =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      translator
                          .translateAsync(LINES, PLAIN)
                          .thenAccept(
                              done -> {
                                // As a dependent may, it translates on, and waits for others.
                                assertThat(translator.translate("w1").nBest()).isNotEmpty();
                                awaits(go);
                              }))
              .toList();
      assertThat(translator.translate(LINES, PLAIN)).hasSize(LINES.size());
      go.countDown();
      slow.forEach(CompletableFuture::join);
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPatienceForEverAndATimeLimitForEverAreTaken() {
    Translator translator = open();
    Duration forEver = Duration.ofMillis(Long.MAX_VALUE);
    assertThat(translator.translate(LINES, PLAIN.withTimeLimit(forEver))).hasSize(LINES.size());
    translator.close(forEver);
    assertThatIllegalStateException().isThrownBy(translator::parameterCount);
  }

  @Test
  void severalTranslatorsShareARuntime() {
    Translator first;
    try (DragomanRuntime runtime = DragomanRuntime.builder().optDevice("cpu").build()) {
      first = runtime.open(bundle);
      List<Translation> expected = first.translate(LINES, PLAIN);
      try (Translator second = runtime.open(bundle)) {
        assertThat(second.translate(LINES, PLAIN)).isEqualTo(expected);
      }
      // The first is not hurt by the other's end.
      assertThat(first.translate(LINES, PLAIN)).isEqualTo(expected);
      assertThatThrownBy(() -> runtime.open(folder.resolve("missing")))
          .isInstanceOf(DragomanException.class);
      assertThatIllegalStateException()
          .isThrownBy(() -> runtime.translator().optDevice("gpu"))
          .withMessageContaining("DragomanRuntime.builder()");
    }
    assertThatIllegalStateException().isThrownBy(() -> first.translate("w1"));
  }

  @Test
  void aRuntimeThatIsClosedOpensNothing() {
    DragomanRuntime runtime = DragomanRuntime.builder().optDevice("cpu").build();
    runtime.close();
    runtime.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> runtime.open(bundle))
        .withMessage("this runtime is closed");
  }
}
