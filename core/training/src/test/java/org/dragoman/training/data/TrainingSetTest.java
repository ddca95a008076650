package org.dragoman.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dragoman.training.data.Texts.pair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Casing;
import org.dragoman.runtime.text.CleanSource;
import org.dragoman.runtime.text.Normalization;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.runtime.text.TextConfig.SideConfig;
import org.dragoman.runtime.text.TextConfig.VocabularyConfig;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;
import org.dragoman.training.config.ConfigDifferenceTest;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.TrainingText.Part;
import org.dragoman.training.vocabulary.PipelineLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
  private static final int SIZE = 20_000;
  private static final List<SentencePair> PAIRS =
      IntStream.range(0, SIZE).mapToObj(i -> pair("w" + i, "v" + i + " x".repeat(i % 7))).toList();
  private static final Pipelines PIPELINES =
      new Pipelines(
          pipeline(IntStream.range(0, SIZE).mapToObj(i -> "w" + i).toList()),
          pipeline(
              IntStream.rangeClosed(0, SIZE).mapToObj(i -> i == SIZE ? "x" : "v" + i).toList()),
          false);

  @TempDir Path folder;

  private static TextPipeline pipeline(List<String> words) {
    Map<String, Long> counts = words.stream().collect(Collectors.toMap(word -> word, word -> 1L));
    return new TextPipeline(
        Normalizer.IDENTITY,
        new Components(Texts.registry()).tokenizer(Texts.BLANKS),
        null,
        Vocabulary.build(counts));
  }

  private static TrainingConfig config(String... overrides) {
    return ConfigDifferenceTest.config(overrides).training();
  }

  private RecordStore store(int megabytes) {
    return new RecordStore(folder.resolve("scratch"), megabytes);
  }

  private static TrainingSet<?> encode(RecordStore store, TrainingConfig config, Part... parts) {
    int size = (int) Arrays.stream(parts).mapToLong(Part::size).sum();
    try (TrainingText text = Stored.text(store, PAIRS.subList(0, size), List.of(parts))) {
      return TrainingSet.encode(text, new TranslationCoder(PIPELINES), config, store);
    }
  }

  private static List<List<String>> batches(TrainingSet<?> set, int epoch) {
    List<List<String>> batches = new ArrayList<>();
    try (Epoch all = set.epoch(epoch)) {
      while (all.hasNext()) {
        batches.add(all.next().pairs().stream().map(TrainingSetTest::text).toList());
      }
      assertThat(all.share()).isEqualTo(1);
    }
    return batches;
  }

  private static String text(Pair pair) {
    String source = Arrays.stream(pair.source()).limit(1).boxed().toList().toString();
    return source + Arrays.toString(pair.target());
  }

  @Test
  void anEpochHasEveryPairOnce() {
    try (RecordStore store = store(512)) {
      TrainingSet<?> set = encode(store, config(), new Part(1, 1003));

      assertThat(set.size()).isEqualTo(1003);
      assertThat(batches(set, 1).stream().flatMap(List::stream))
          .hasSize(1003)
          .doesNotHaveDuplicates();
      assertThat(batches(set, 1)).isEqualTo(batches(set, 1)).isNotEqualTo(batches(set, 2));
      assertThat(batches(encode(store, config("training.seed=2"), new Part(1, 1003)), 1))
          .isNotEqualTo(batches(set, 1));
    }
  }

  /** One MB holds neither the text nor the ids of 20,000 pairs. */
  @Test
  void theBatchesAreTheSameWhereverTheTextIs() {
    TrainingConfig tokens = config("training.batch={by: tokens, size: 100, pool: 20}");
    try (RecordStore heap = store(512);
        RecordStore disk = store(1)) {
      TrainingSet<?> inHeap = encode(heap, tokens, new Part(1, 5000), new Part(1.5, SIZE - 5000));
      assertThat(folder.resolve("scratch")).doesNotExist();
      TrainingSet<?> onDisk = encode(disk, tokens, new Part(1, 5000), new Part(1.5, SIZE - 5000));
      assertThat(folder.resolve("scratch")).isDirectory();

      assertThat(batches(onDisk, 3)).isEqualTo(batches(inHeap, 3));
      assertThat(batches(onDisk, 3).stream().mapToInt(List::size).sum()).isEqualTo(27_500);
      assertThat(onDisk.planName()).isEqualTo(inHeap.planName());
      onDisk.close();
      assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
  }

  @Test
  void anEpochGoesOnBehindTheBatchesThatAreDone() {
    try (RecordStore store = store(512)) {
      TrainingSet<?> set =
          encode(store, config("training.batch={size: 8, pool: 3}"), new Part(1, 101));
      List<List<String>> all = batches(set, 1);
      assertThat(all).hasSize(13);
      try (Epoch epoch = set.epoch(1)) {
        epoch.skip(5);
        assertThat(epoch.share()).isBetween(0.35, 0.4);
        assertThat(epoch.next().pairs().stream().map(TrainingSetTest::text).toList())
            .isEqualTo(all.get(5));
        epoch.skip(100);
        assertThat(epoch.hasNext()).isFalse();
      }
    }
  }

  /** Batches of one pool come before those of the next. */
  @Test
  void anEpochIsCutPoolByPool() {
    try (RecordStore store = store(512)) {
      TrainingSet<?> set =
          encode(store, config("training.batch={size: 8, pool: 3}"), new Part(1, 240));
      List<List<String>> whole =
          batches(encode(store, config("training.batch={size: 24, pool: 1}"), new Part(1, 240)), 1);
      List<List<String>> batches = batches(set, 1);

      for (int pool = 0; pool < 10; pool++) {
        assertThat(batches.subList(3 * pool, 3 * pool + 3).stream().flatMap(List::stream))
            .containsExactlyInAnyOrderElementsOf(whole.get(pool));
      }
    }
  }

  @Test
  void theLargestBatchIsOfTheLongestPairs() {
    try (RecordStore store = store(512)) {
      TrainingSet<?> set = encode(store, config("training.batch.size=8"), new Part(1, 1003));

      assertThat(set.largestBatch()).hasSize(8).allMatch(pair -> pair.target().length == 7);
    }
  }

  @Test
  void longPairsAreLeftOutOfTheirCorpus() {
    try (RecordStore store = store(512)) {
      TrainingSet<?> set =
          encode(store, config("training.max-length=1"), new Part(1, 14), new Part(3, 7));

      // Of seven pairs one has one piece.
      assertThat(set.size()).isEqualTo(2 + 3);
    }
  }

  /** Pieces that are words or letters by chance. */
  private static Pipelines random() {
    List<SentencePair> text = List.of(pair("abcd ef", "ghij kl"));
    SideConfig side =
        new SideConfig(
            List.of(Normalization.NFC),
            Texts.BLANKS,
            Casing.KEEP,
            Texts.WHOLE,
            null,
            new VocabularyConfig(0, 1, 0, null));
    return new PipelineLearner(new Components(Texts.registry()))
        .learn(new TextConfig(null, side, side, false, CleanSource.ALWAYS), text::forEach);
  }

  private static List<Pair> sampled(TrainingSet<?> set, int epoch, int skip) {
    List<Pair> pairs = new ArrayList<>();
    try (Epoch all = set.epoch(epoch)) {
      all.skip(skip);
      all.forEachRemaining(batch -> pairs.addAll(batch.pairs()));
    }
    return pairs;
  }

  private static List<String> texts(List<Pair> pairs) {
    return pairs.stream()
        .map(pair -> Arrays.toString(pair.source()) + Arrays.toString(pair.target()))
        .toList();
  }

  @Test
  void whereSubwordsAreRandomEachPairIsDrawnAnew() {
    List<SentencePair> pairs = Collections.nCopies(100, pair("abcd ef", "ghij kl"));
    Pipelines pipelines = random();
    TrainingConfig config = config("training.batch={size: 10, pool: 2}");
    try (RecordStore store = store(512)) {
      TrainingText text = Stored.text(store, pairs, List.of(new Part(2, 100)));
      TrainingSet<?> set = TrainingSet.encode(text, new TranslationCoder(pipelines), config, store);
      List<String> first = texts(sampled(set, 1, 0));

      assertThat(first).hasSize(200);
      // Two words on each side, whole or in letters.
      assertThat(first.stream().distinct()).hasSize(16);
      assertThat(texts(sampled(set, 1, 0))).isEqualTo(first);
      assertThat(texts(sampled(set, 1, 7))).isEqualTo(first.subList(70, 200));
      assertThat(texts(sampled(set, 2, 0))).isNotEqualTo(first);
    }
  }

  @Test
  void aSampleIsNoLongerThanATextMayBe() {
    List<SentencePair> pairs = Collections.nCopies(100, pair("abcd ef", "ghij kl"));
    try (RecordStore store = store(512)) {
      TrainingText text = Stored.text(store, pairs, List.of(new Part(1, 100)));
      TrainingSet<?> set =
          TrainingSet.encode(
              text, new TranslationCoder(random()), config("training.max-length=4"), store);
      List<Pair> all = sampled(set, 1, 0);

      assertThat(all).hasSize(100).allMatch(pair -> pair.target().length <= 4);
      assertThat(all.stream().map(pair -> pair.target().length).distinct())
          .containsExactlyInAnyOrder(2, 4);
    }
  }

  @Test
  void documentsAreReadSideBySide() {
    // Documents of 1, 2, 3, 1, 2, 3, ... pairs; of one the first pair is too long.
    List<SentencePair> pairs = new ArrayList<>();
    BitSet begins = new BitSet();
    for (int document = 0; document < 20; document++) {
      begins.set(pairs.size());
      for (int i = 0; i <= document % 3; i++) {
        String name = "d%d %d".formatted(document, i);
        pairs.add(pair(document == 2 && i == 0 ? name.repeat(30) : name, name));
      }
    }
    try (RecordStore store = store(512)) {
      TrainingText stored = Stored.text(store, pairs);
      TrainingText text = new TrainingText(stored.pairs(), stored.parts(), new BitSet(), begins);
      Pipelines pipelines = ofWords(pairs);
      TrainingSet<?> set =
          TrainingSet.encode(
              text,
              new TranslationCoder(pipelines),
              config("training.batch.size=4", "training.max-length=9"),
              store);
      assertThat(set.size()).isEqualTo(20);
      List<List<String>> documents = new ArrayList<>();
      List<List<String>> last = List.of();
      try (Epoch epoch = set.epoch(1)) {
        while (epoch.hasNext()) {
          PairBatch batch = epoch.next();
          assertThat(batch.pairs()).hasSizeLessThanOrEqualTo(4);
          List<List<String>> open = new ArrayList<>();
          for (int row = 0; row < batch.pairs().size(); row++) {
            int before = batch.before().get(row);
            if (before == PairBatch.NONE) {
              documents.add(new ArrayList<>());
            }
            List<String> document =
                before == PairBatch.NONE ? documents.get(documents.size() - 1) : last.get(before);
            document.add(String.join(" ", words(pipelines, batch.pairs().get(row))));
            open.add(document);
          }
          last = open;
        }
        assertThat(epoch.share()).isEqualTo(1);
      }
      assertThat(documents)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20)
                  .mapToObj(
                      document ->
                          IntStream.rangeClosed(document == 2 ? 1 : 0, document % 3)
                              .mapToObj(i -> "d%d %d".formatted(document, i))
                              .toList())
                  .toList());
      assertThat(documents.get(0)).isNotEqualTo(List.of("d0 0"));
    }
  }

  private static List<String> words(Pipelines pipelines, Pair pair) {
    return pipelines.target().pieces(Arrays.stream(pair.target()).boxed().toList());
  }

  private Pipelines ofWords(List<SentencePair> pairs) {
    SideConfig side =
        new SideConfig(
            List.of(), Texts.BLANKS, Casing.KEEP, null, null, new VocabularyConfig(0, 1, 0, null));
    return new PipelineLearner(new Components(Texts.registry()))
        .learn(new TextConfig(null, side, side, false, CleanSource.ALWAYS), pairs::forEach);
  }

  @Test
  void weightsThatLeaveNothingAreRefused() {
    try (RecordStore store = store(512)) {
      assertThatThrownBy(() -> encode(store, config(), new Part(0.001, 20)))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "data.train: the weights are so low that an epoch has no pair. Raise one of them.");
    }
  }

  @Test
  void encodingCanBeInterrupted() {
    try (RecordStore store = store(512)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> encode(store, config(), new Part(1, 20)))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
