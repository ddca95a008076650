package org.dragoman.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.data.Held;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.validation.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, with the built-in plugins. */
class TrainingRunTest {
  @TempDir static Path shared;

  /** A run of the plain configuration from beginning to end, which others are held against. */
  private static Path uninterrupted;

  @TempDir Path folder;
  private TinyRun tiny;

  @BeforeAll
  static void train() throws IOException {
    uninterrupted = shared.resolve("uninterrupted");
    try (TinyRun tiny = new TinyRun(shared)) {
      assertThat(tiny.start(uninterrupted, TrainingListener.NONE)).isTrue();
    }
  }

  @BeforeEach
  void open() throws IOException {
    tiny = new TinyRun(folder);
  }

  @AfterEach
  void close() {
    tiny.close();
  }

  private Path run(String name) {
    return folder.resolve(name);
  }

  private Path full(String... overrides) {
    assertThat(tiny.start(run("full"), TrainingListener.NONE, overrides)).isTrue();
    return run("full");
  }

  /** It is part of the loss that is told, and of the gradient. */
  @Test
  void theLossOfAContextStrategyIsTrainedOn() {
    List<TrainingListener.Update> updates = new ArrayList<>();
    for (int weight : new int[] {0, 1, 3}) {
      tiny.start(
          folder.resolve("run" + weight),
          new TrainingListener() {
            @Override
            public void updated(Update done) {
              updates.add(done);
            }
          },
          "training.stop.updates=1",
          "model.context={type: coverage, loss-weight: %d}".formatted(weight));
    }
    double added = updates.get(1).loss() - updates.get(0).loss();
    assertThat(added).isPositive();
    assertThat(updates.get(2).loss() - updates.get(0).loss()).isCloseTo(3 * added, within(1e-4));
    assertThat(updates.stream().map(TrainingListener.Update::gradientNorm)).doesNotHaveDuplicates();
  }

  @Test
  void twoRunsOfOneSeedAreTheSame() throws IOException {
    Path full = uninterrupted;
    assertThat(tiny.start(run("again"), TrainingListener.NONE)).isTrue();
    assertThat(tiny.start(run("other"), TrainingListener.NONE, "training.seed=2")).isTrue();

    assertThat(TinyRun.newest(run("again"))).isEqualTo(TinyRun.newest(full));
    assertThat(TinyRun.newest(run("other"))).isNotEqualTo(TinyRun.newest(full));
  }

  /** In the first epoch and the second, at its last batch (13), at a validation, at the last. */
  @ParameterizedTest
  @ValueSource(longs = {1, 5, 13, 16, 20, 24})
  void aRunThatWasStoppedAndResumedIsTheSame(long update) throws IOException {
    Path full = uninterrupted;
    boolean finished = tiny.start(run("stopped"), TinyRun.interruptAfter(update));
    assertThat(finished).isFalse();
    assertThat(TinyRun.checkpoints(run("stopped"))).containsKey("update-%09d".formatted(update));
    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE)).isTrue();

    assertThat(TinyRun.newest(run("stopped"))).isEqualTo(TinyRun.newest(full));
    assertThat(run("stopped").resolve("bundle/MODEL_CARD.md"))
        .hasSameTextualContentAs(full.resolve("bundle/MODEL_CARD.md"));
    assertThat(run("stopped").resolve("bundle/model.safetensors"))
        .hasSameBinaryContentAs(full.resolve("bundle/model.safetensors"));
  }

  @Test
  void anEpochThatIsStoppedGoesOnWhereEpochsAreTheLimit() throws IOException {
    String[] epochs = {"training.stop={epochs: 3, patience: 0}", "training.validation.every=0"};
    Path full = full(epochs);
    assertThat(tiny.start(run("stopped"), TinyRun.interruptAfter(20), epochs)).isFalse();
    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE, epochs)).isTrue();

    assertThat(TinyRun.metrics(full, "devBleu")).hasSize(3);
    assertThat(TinyRun.checkpoints(full))
        .containsOnlyKeys(
            "update-000000013-validated",
            "update-000000026-validated",
            "update-000000039-validated");
    assertThat(TinyRun.newest(run("stopped"))).isEqualTo(TinyRun.newest(full));
  }

  @Test
  void aRunThatWasKilledRepeatsWhatCameAfterItsCheckpoint() throws IOException {
    Path full = uninterrupted;
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void updated(Update update) {
            if (update.update() == 19) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() -> tiny.start(run("killed"), killer)).hasMessage("killed");
    // Where the text is kept does not matter.
    assertThat(tiny.resume(run("killed"), TrainingListener.NONE, "data.heap-limit=3")).isTrue();

    assertThat(TinyRun.newest(run("killed"))).isEqualTo(TinyRun.newest(full));
    assertThat(TinyRun.metrics(run("killed"), "gradientNorm")).hasSize(19 + 8);
  }

  @Test
  void aFinishedRunCanBeTrainedFurther() throws IOException {
    Path longer = full("training.stop.updates=32");
    tiny.start(run("further"), TrainingListener.NONE);
    tiny.resume(run("further"), TrainingListener.NONE, "training.stop.updates=32");

    assertThat(TinyRun.newest(run("further"))).isEqualTo(TinyRun.newest(longer));
  }

  /** The 101 pairs are 13 batches of 8 or 3 of 40. Update 10 is within the epoch, 13 its last. */
  @ParameterizedTest
  @CsvSource({"10, 16, '13,16'", "13, 16, '13,16'"})
  void ofBatchesOfAnotherSizeAnEpochHasAllOrNone(long stop, int updates, String validations)
      throws IOException {
    String[] epochs = {"training.stop={epochs: 2, patience: 0}", "training.validation.every=0"};
    Path run = run("stopped");
    tiny.start(run, TinyRun.interruptAfter(stop), epochs);
    assertThat(
            tiny.resume(run, TrainingListener.NONE, epochs[0], epochs[1], "training.batch.size=40"))
        .isTrue();

    assertThat(TinyRun.metrics(run, "gradientNorm")).hasSize(updates);
    assertThat(TinyRun.metrics(run, "devBleu"))
        .extracting(line -> line.replaceAll(".*\"update\":(\\d+).*", "$1"))
        .containsExactly(validations.split(","));
  }

  @Test
  void aLimitThatIsUsedUpAtOnceLeavesAModelAllTheSame() throws IOException {
    Path full = full("training.stop={minutes: 1e-9, epochs: 0, patience: 0}");

    assertThat(TinyRun.metrics(full, "gradientNorm")).hasSize(1);
    assertThat(full.resolve("bundle/manifest.json")).exists();
  }

  @Test
  void aRunThatLearnsNothingMoreEnds() throws IOException {
    assertThatThrownBy(
            () ->
                full(
                    "training.optimizer.learning-rate=1e36",
                    "training.clip-norm=0",
                    "training.stop.updates=500",
                    "training.validation.every=1000"))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith(
            "The loss or its gradient was not finite in the last 100 updates, up to update ")
        .hasMessageEndingWith(
            "Train anew with a lower training.optimizer.learning-rate, or with training.products: float32.");
    assertThat(TinyRun.metrics(run("full"), "gradientNorm")).hasSizeLessThan(110);
  }

  /** The state that a kill between the checkpoint and the bundle leaves. */
  @Test
  void aBundleThatAKillPreventedIsWrittenOnResume() throws IOException {
    Path full = full("training.validation.metric=perplexity");
    Path bundle = full.resolve("bundle");
    byte[] weights = Files.readAllBytes(bundle.resolve("model.safetensors"));
    assertThat(TinyRun.metrics(full, "devBleu").get(2)).contains("\"best\":true");
    Files.move(bundle, folder.resolve("away"));

    assertThat(tiny.resume(full, TrainingListener.NONE, "training.validation.metric=perplexity"))
        .isTrue();
    assertThat(Files.readAllBytes(bundle.resolve("model.safetensors"))).isEqualTo(weights);
  }

  /** A folder of the user's own in place of the bundle makes its writer refuse. */
  @Test
  void aBundleThatCannotBeWrittenDoesNotCostTheCheckpoint() throws IOException {
    Path full = uninterrupted;
    Path run = run("refused");
    Path mine = run.resolve("bundle/mine.txt");
    TrainingListener intruder =
        new TrainingListener() {
          @Override
          public void updated(Update update) {
            try {
              Files.createDirectories(run.resolve("bundle"));
              Files.writeString(mine, "mine");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        };
    assertThatThrownBy(() -> tiny.start(run, intruder)).hasMessageContaining("mine.txt");
    assertThat(TinyRun.checkpoints(run)).containsOnlyKeys("update-000000008-validated");

    Files.delete(mine);
    assertThat(tiny.resume(run, TrainingListener.NONE)).isTrue();
    assertThat(TinyRun.newest(run)).isEqualTo(TinyRun.newest(full));
    assertThat(run.resolve("bundle/model.safetensors"))
        .hasSameBinaryContentAs(full.resolve("bundle/model.safetensors"));
  }

  @Test
  void aResumedRunKeepsItsVocabulary() throws IOException {
    Path ready = tiny.data.resolve("ready.txt");
    String before = "<pad>\n<unk>\n<s>\n</s>\nab\nba\n";
    Files.writeString(ready, before);
    String given = "text.target.vocabulary.file=" + ready;
    tiny.start(run("stopped"), TinyRun.interruptAfter(9), given);
    Files.writeString(ready, "<pad>\n<unk>\n<s>\n</s>\nba\nab\nd\n");

    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE, given)).isTrue();
    assertThat(run("stopped").resolve("text/target.vocabulary.txt")).hasContent(before);
    assertThat(run("stopped").resolve("bundle/target.vocabulary.txt")).hasContent(before);
    assertThat(run("stopped").resolve("bundle/source.subword.codes"))
        .hasSameBinaryContentAs(run("stopped").resolve("text/source.subword.codes"));
  }

  @Test
  void aRunIsNotResumedWithAnotherText() throws IOException {
    tiny.start(run("stopped"), TinyRun.interruptAfter(9));
    tiny.corpus("dev", 12, 9);

    assertThatThrownBy(() -> tiny.resume(run("stopped"), TrainingListener.NONE))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "data.dev: the text of %s, %s is not the one that the run in %s began with; give the same text, or begin a new run in another folder."
                .formatted(
                    tiny.data.resolve("dev.in"), tiny.data.resolve("dev.out"), run("stopped")));

    tiny.corpus("dev", 12, 2);
    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE)).isTrue();
  }

  /** Searches as greedy does; then Ctrl-C comes. */
  private record Interrupting(SearchStrategyFactory<Record> greedy)
      implements SearchStrategyFactory<Record> {
    @Override
    public Class<Record> configType() {
      return greedy.configType();
    }

    @Override
    public SearchStrategy create(Record config) {
      SearchStrategy search = greedy.create(config);
      return (scorer, request) -> {
        List<List<Hypothesis>> found = search.search(scorer, request);
        Thread.currentThread().interrupt();
        return found;
      };
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void aValidationIsInterruptedInItsPerplexityToo() throws IOException {
    Registration greedy = tiny.registry.get(ComponentKind.SEARCH, "greedy");
    List<Registration> all = new ArrayList<>(tiny.registry.all());
    all.add(
        new Registration(
            ComponentKind.SEARCH,
            "interrupting",
            new Interrupting((SearchStrategyFactory<Record>) greedy.factory()),
            greedy.origin()));
    Registry registry = Registry.of(all);
    RunConfig config =
        tiny.config(registry, "training.validation={every: 8, search: interrupting}");
    try (RunFolder run = RunFolder.create(run("stopped"), config)) {
      assertThat(
              new TrainingRun(
                      config, run, TinyRun.NO_INPUT, tiny.torch, registry, TrainingListener.NONE)
                  .start())
          .isFalse();
    } finally {
      Thread.interrupted();
    }

    assertThat(TinyRun.metrics(run("stopped"), "devBleu")).isEmpty();
    assertThat(TinyRun.checkpoints(run("stopped"))).containsOnlyKeys("update-000000008");
  }

  @Test
  void aRunIsResumedFromTheCheckpointBeforeADamagedOne() throws IOException {
    Path full = uninterrupted;
    tiny.start(run("stopped"), TinyRun.interruptAfter(20));
    Path weights = run("stopped").resolve("checkpoints/update-000000020/model.safetensors");
    Files.write(weights, java.util.Arrays.copyOf(Files.readAllBytes(weights), 500));
    tiny.resume(run("stopped"), TrainingListener.NONE);

    assertThat(TinyRun.newest(run("stopped"))).isEqualTo(TinyRun.newest(full));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bleu", "perplexity"})
  void trainingStopsEarly(String metric) throws IOException {
    List<Boolean> best = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(long update, Validation validation, boolean isBest) {
            best.add(isBest);
          }
        };
    // At this rate the model gets no better for long.
    tiny.start(
        run("early"),
        listener,
        "training.optimizer.learning-rate=0.3",
        "training.validation={every: 2, search: greedy, metric: " + metric + "}",
        "training.stop={updates: 2000, epochs: 0, patience: 3}");

    assertThat(best).hasSizeGreaterThan(3).hasSizeLessThan(1000);
    assertThat(best.get(0)).isTrue();
    assertThat(best.subList(best.size() - 3, best.size())).containsOnly(false);
    assertThat(best.get(best.size() - 4)).isTrue();
    List<String> validations = TinyRun.metrics(run("early"), "devBleu");
    assertThat(validations).hasSameSizeAs(best);
    int last = best.lastIndexOf(true);
    assertThat(Files.readString(run("early").resolve("bundle/MODEL_CARD.md")))
        .contains("update " + 2 * (last + 1) + ", perplexity");
  }

  @Test
  void aRunWithoutAValidationOnTheWayHasOneAtTheEnd() throws IOException {
    Path full = full("training.validation.every=1000", "training.checkpoint.every=12");

    assertThat(TinyRun.metrics(full, "devBleu")).hasSize(1).first().asString().contains("24");
    assertThat(full.resolve("bundle/manifest.json")).exists();
  }

  @Test
  void theBestModelIsScoredOnTheTestSet() throws IOException {
    String test = "data.test={source: \"${DATA}/test.in\", target: \"${DATA}/test.out\"}";
    Path full = full(test, "training.checkpoint.precision=float16");

    List<String> scores = TinyRun.metrics(full, "testBleu");
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0))
        .contains("\"testSignature\":\"nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp")
        .contains("testExactMatch");
    try (Bundle bundle =
        Bundle.open(BundleSource.folder(full.resolve("bundle")), tiny.torch, tiny.registry)) {
      assertThat(bundle.modelCard())
          .contains("| scored on | data/test.in, data/test.out |")
          .contains("| score | BLEU\\|nrefs:1\\|")
          .contains("(", " of 10) |")
          .doesNotContain(folder.toString());
    }
  }

  @Test
  void anInterruptedRunIsNotScoredAndAResumedOneIs() throws IOException {
    String test = "data.test={source: \"${DATA}/test.in\", target: \"${DATA}/test.out\"}";
    tiny.start(run("stopped"), TinyRun.interruptAfter(24), test);
    assertThat(TinyRun.metrics(run("stopped"), "testBleu")).isEmpty();

    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE, test)).isTrue();
    assertThat(TinyRun.metrics(run("stopped"), "testBleu")).hasSize(1);
  }

  @Test
  void anInterruptedTestIsMadeUpFor() throws IOException {
    String test = "data.test={source: \"${DATA}/test.in\", target: \"${DATA}/test.out\"}";
    TrainingListener interruptInLastValidation =
        new TrainingListener() {
          @Override
          public void validated(long update, Validation validation, boolean best) {
            if (update == 24) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThat(tiny.start(run("stopped"), interruptInLastValidation, test)).isFalse();
    assertThat(TinyRun.metrics(run("stopped"), "testBleu")).isEmpty();

    assertThat(tiny.resume(run("stopped"), TrainingListener.NONE, test)).isTrue();
    assertThat(TinyRun.metrics(run("stopped"), "testBleu")).hasSize(1);
    assertThat(TinyRun.metrics(run("stopped"), "devBleu")).hasSize(3);
  }

  @Test
  void theBundleSaysTheLanguages() {
    Path full = full("languages={source: en, target: no}", "training.stop.updates=1");

    try (Bundle bundle =
        Bundle.open(BundleSource.folder(full.resolve("bundle")), tiny.torch, tiny.registry)) {
      assertThat(bundle.config().languages()).isEqualTo(new Languages("en", "no"));
    }
  }

  @Test
  void noFileOfABundleHoldsAPathOfTheMachine() throws IOException {
    Path bundle = uninterrupted.resolve("bundle");
    try (var files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8))
            .describedAs(file.toString())
            .doesNotContain(shared.toString());
      }
    }
  }

  @Test
  void nothingIsLeftInMemory() {
    int before = Held.count(tiny.torch.manager());
    List<Integer> counts = new ArrayList<>();
    tiny.start(run("whole"), counter(counts));

    assertThat(counts).hasSize(24).containsOnly(counts.get(0));
    assertThat(Held.count(tiny.torch.manager())).isEqualTo(before);
  }

  @Test
  void nothingIsLeftInMemoryByInputFeeding() {
    List<Integer> counts = new ArrayList<>();
    tiny.start(
        run("steps"),
        counter(counts),
        "model.decoder={cell: {type: lstm, size: 8}, layers: 2, input-feeding: true}");

    assertThat(counts).hasSize(24).containsOnly(counts.get(0));
  }

  private TrainingListener counter(List<Integer> counts) {
    return new TrainingListener() {
      @Override
      public void updated(Update update) {
        counts.add(Held.count(tiny.torch.manager()));
      }
    };
  }

  @Test
  void anotherDataSetIsRefusedOnResume() {
    tiny.start(run("stopped"), TinyRun.interruptAfter(3));

    assertThatThrownBy(
            () ->
                tiny.resume(
                    run("stopped"), TrainingListener.NONE, "data.train.source=elsewhere.in"))
        .isInstanceOf(DragomanException.class)
        .hasMessageContaining("data.train.source: \"" + tiny.data.resolve("train.in"))
        .hasMessageContaining("in the run, \"elsewhere.in\" now");
  }
}
