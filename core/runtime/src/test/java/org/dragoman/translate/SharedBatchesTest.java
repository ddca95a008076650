package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.engine.UseCount;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.translate.SourceLine.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link SharedBatches} on a tiny model, with searches that wait, fail and never end. */
@Timeout(60)
class SharedBatchesTest {
  private static final int FAILS = 13;
  private static final int WAITS = 14;
  private static final int ENDLESS = 15;

  private final TinyTranslator tiny = new TinyTranslator();
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicLong progress = new AtomicLong();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final UseCount uses = new UseCount("the model", tiny::close);
  private final SearchPlan plan = plan(8);
  private SharedBatches batches = batches(true);

  /** Answers each sentence with its number, and misbehaves for some numbers. */
  private final class Scripted implements SearchStrategy {
    @Override
    public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
      sizes.add(request.sentences().size());
      List<Long> numbers =
          request.sentences().stream().map(SearchRequest.Sentence::number).toList();
      if (numbers.contains((long) WAITS)) {
        started.countDown();
        await(go);
      }
      if (numbers.contains((long) FAILS)) {
        throw new IllegalArgumentException("thirteen");
      }
      Scorer.State state = scorer.start();
      do {
        int[] last = new int[state.rows()];
        java.util.Arrays.fill(last, Vocabulary.START);
        state = scorer.step(state, last).state();
        steps.incrementAndGet();
        started.countDown();
      } while (numbers.contains((long) ENDLESS));
      return numbers.stream()
          .map(n -> List.of(new Hypothesis(List.of(n.intValue()), -1, -1, true)))
          .toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SearchPlan plan(int sentences) {
    return new SearchPlan(
        new NamedSearch("scripted", new Scripted(), Registry.of(List.of())),
        1,
        TokenDetail.NONE,
        false,
        0,
        new BatchLimits(sentences, 1000));
  }

  private SharedBatches batches(boolean sharing) {
    return new SharedBatches(
        new PartSearch(tiny.torch, Ensemble.of(tiny.model), BatchLimits.DEFAULTS, null, null),
        new SharedBatches.Settings("test", 1, sharing, progress::addAndGet),
        uses);
  }

  private DocumentStates states() {
    return new DocumentStates(tiny.torch, tiny.model, BatchLimits.DEFAULTS);
  }

  private Part part(int number, int length, SearchPlan how) {
    int[] source = new int[length];
    java.util.Arrays.fill(source, 5);
    source[length - 1] = Vocabulary.END;
    return new Part(
        source, SearchRequest.Sentence.of(number, length - 1, 9), how, n -> "Line " + n, true);
  }

  private CompletableFuture<Void> submit(Part... parts) {
    return batches.submit(List.of(parts), states());
  }

  /** Keeps the only thread busy until {@link #go}. */
  private CompletableFuture<Void> busy() {
    CompletableFuture<Void> call = submit(part(WAITS, 3, plan));
    await(started);
    return call;
  }

  private static List<Integer> said(Part part) {
    return part.hypotheses().get(0).tokens();
  }

  @AfterEach
  void close() {
    go.countDown();
    batches.cancelAll();
    batches.stop();
    uses.close();
  }

  @Test
  void callsThatWaitShareABatch() {
    CompletableFuture<Void> first = busy();
    List<Part> parts = IntStream.range(0, 3).mapToObj(n -> part(n, 3 + n, plan)).toList();
    List<CompletableFuture<Void>> calls = parts.stream().map(this::submit).toList();
    go.countDown();
    first.join();
    calls.forEach(CompletableFuture::join);

    assertThat(sizes).containsExactly(1, 3);
    assertThat(parts)
        .extracting(SharedBatchesTest::said)
        .containsExactly(List.of(0), List.of(1), List.of(2));
    assertThat(progress).hasValue(4);
  }

  @Test
  void aListIsCutAsIfItWereAloneAndSingleSentencesFillWhatIsLeft() {
    CompletableFuture<Void> first = busy();
    Part[] ten = IntStream.range(0, 10).mapToObj(n -> part(n, 5, plan)).toArray(Part[]::new);
    CompletableFuture<Void> list = submit(ten);
    CompletableFuture<Void> single = submit(part(30, 5, plan));
    go.countDown();
    CompletableFuture.allOf(first, list, single).join();

    // Eight of the list; then it is the single one's turn, which the last two of the list join.
    assertThat(sizes).containsExactly(1, 8, 3);
  }

  @Test
  void otherPlansFarLengthsAndCallsWithTextsOfTheirOwnAreApart() {
    CompletableFuture<Void> first = busy();
    List<CompletableFuture<Void>> calls =
        List.of(submit(part(0, 3, plan)), submit(part(1, 3, plan(8))), submit(part(2, 60, plan)));
    go.countDown();
    first.join();
    calls.forEach(CompletableFuture::join);
    assertThat(sizes).containsExactly(1, 1, 1, 1);
  }

  @Test
  void withoutSharingEachCallHasItsOwnBatch() {
    batches = batches(false);
    CompletableFuture<Void> first = busy();
    List<CompletableFuture<Void>> calls =
        List.of(submit(part(0, 3, plan)), submit(part(1, 3, plan)));
    go.countDown();
    first.join();
    calls.forEach(CompletableFuture::join);
    assertThat(sizes).containsExactly(1, 1, 1);
  }

  @Test
  void theFailureOfACallIsItsOwn() {
    CompletableFuture<Void> first = busy();
    Part good = part(1, 3, plan);
    CompletableFuture<Void> fine = submit(good);
    CompletableFuture<Void> failing = submit(part(FAILS, 3, plan));
    go.countDown();
    first.join();
    fine.join();

    assertThat(said(good)).containsExactly(1);
    assertThatThrownBy(failing::join)
        .hasCauseInstanceOf(DragomanException.class)
        .hasMessageContaining("The search 'scripted' cannot translate Line 14: thirteen.");
    assertThat(sizes).as("together, then each alone").containsExactly(1, 2, 1, 1);
  }

  @Test
  void aCancelledCallEndsBeforeItsNextStepAndTheNextCallGoesOn() {
    CompletableFuture<Void> endless = submit(part(ENDLESS, 3, plan));
    await(started);
    assertThat(endless.cancel(false)).isTrue();
    submit(part(1, 3, plan)).join();

    int after = steps.get();
    submit(part(2, 3, plan)).join();
    assertThat(steps).as("the endless search has ended").hasValue(after + 1);
  }

  @Test
  void aCancelledCallLeavesTheQueue() {
    CompletableFuture<Void> first = busy();
    CompletableFuture<Void> waiting = submit(part(1, 3, plan));
    waiting.cancel(false);
    go.countDown();
    first.join();
    submit(part(2, 3, plan)).join();
    assertThat(sizes).containsExactly(1, 1);
  }

  @Test
  void cancellingAllEndsWhatIsUnderWayAndFreesTheModelAtTheEnd() {
    CompletableFuture<Void> endless = submit(part(ENDLESS, 3, plan));
    await(started);
    uses.close();
    assertThat(uses.awaitFreed(java.time.Duration.ofMillis(50))).as("a batch holds it").isFalse();

    batches.cancelAll();
    batches.stop();

    assertThatThrownBy(endless::join).isInstanceOf(CancellationException.class);
    assertThat(uses.awaitFreed(java.time.Duration.ofSeconds(30))).isTrue();
    assertThatThrownBy(() -> submit(part(1, 3, plan))).isInstanceOf(CancellationException.class);
    assertThatIllegalStateException().isThrownBy(uses::begin).withMessage("the model is closed");
  }

  @Test
  void aCallThatIsReadWhileAllAreCancelledIsCancelledToo() {
    batches.cancelAll();
    assertThatThrownBy(() -> submit(part(1, 3, plan))).isInstanceOf(CancellationException.class);
    assertThat(sizes).isEmpty();
  }

  @Test
  void aListHasOneBatchUnderWayAndOthersGoOnBesideIt() {
    batches =
        new SharedBatches(
            new PartSearch(tiny.torch, Ensemble.of(tiny.model), BatchLimits.DEFAULTS, null, null),
            new SharedBatches.Settings("test", 2, false, progress::addAndGet),
            uses);
    Part[] list =
        IntStream.concat(IntStream.of(WAITS), IntStream.range(20, 35))
            .mapToObj(n -> part(n, 5, plan))
            .toArray(Part[]::new);
    // The first batch of the list waits; the second must not begin beside it.
    CompletableFuture<Void> call = submit(list);
    await(started);
    submit(part(40, 5, plan)).join();
    go.countDown();
    call.join();
    assertThat(sizes).containsExactlyInAnyOrder(8, 8, 1);
    assertThat(sizes.indexOf(1)).isLessThan(2);
  }

  @Test
  void anInterruptLeftBehindAndAFailingProgressStopNoThread() {
    AtomicInteger told = new AtomicInteger();
    batches =
        new SharedBatches(
            new PartSearch(tiny.torch, Ensemble.of(tiny.model), BatchLimits.DEFAULTS, null, null),
            new SharedBatches.Settings(
                "test",
                1,
                true,
                lines -> {
                  Thread.currentThread().interrupt();
                  if (told.getAndIncrement() == 0) {
                    throw new IllegalStateException("progress");
                  }
                }),
            uses);
    CompletableFuture<Void> first = submit(part(1, 3, plan));
    assertThatThrownBy(first::join).hasMessageContaining("progress");
    submit(part(2, 3, plan)).join();
    submit(part(3, 3, plan)).join();
  }
}
