package org.dragoman.training.data;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.corpus.LeftOut;
import org.dragoman.corpus.PairFilter;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.corpus.store.SpillList;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.RunConfig.DataConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the corpora of a run, each once. All are read before training begins, so that a mistake in
 * the test set is found early.
 */
public final class CorporaReader {
  private static final Logger LOG = LoggerFactory.getLogger(CorporaReader.class);

  private final RunConfig config;
  private final CorpusScan scan;
  private final RecordStore store;
  private final List<CorpusHash> hashes = new ArrayList<>();

  /**
   * Creates a reader of a configuration's corpora.
   *
   * @param standardInput the content of the file {@code -}
   * @param store gets the training text
   */
  public CorporaReader(RunConfig config, InputStream standardInput, RecordStore store) {
    this.config = config;
    scan = new CorpusScan(() -> standardInput);
    this.store = store;
  }

  /**
   * Reads the corpora.
   *
   * @throws DragomanException of kind DATA that names the key and the file, if one cannot be read,
   *     is malformed, or has no sentence
   * @throws CancellationException if the thread is interrupted
   */
  public Corpora read() {
    DataConfig data = config.data();
    TrainingText train = train(data);
    List<SentencePair> test = data.test() == null ? List.of() : read("data.test", data.test());
    if (data.dev() != null) {
      return new Corpora(train, read("data.dev", data.dev()), test, hashes);
    }
    HoldOut parts =
        HoldOut.of(train, config.model().isParallel(), data.holdOut(), config.training().seed());
    LOG.info(
        "data.train: {} of {} pairs held out as dev set, {} more left out for sharing a sentence with them",
        parts.dev().size(),
        train.size(),
        train.size() - parts.train().size() - parts.dev().size());
    warnOfLargeHoldOut(train.size(), parts, data.holdOut());
    return new Corpora(parts.train(), parts.dev(), test, hashes);
  }

  /** Warns if training loses a fifth of the pairs or more. */
  private static void warnOfLargeHoldOut(long pairs, HoldOut parts, int holdOut) {
    long left = parts.train().size();
    if (5 * (pairs - left) >= pairs) {
      LOG.warn(
          "data.hold-out is {}, so only {} of the {} pairs of data.train are left to train on. Set data.hold-out lower, or give data.dev",
          holdOut,
          left,
          pairs);
    }
  }

  private TrainingText train(DataConfig data) {
    PairFilter filter = config.pairFilter();
    SpillList<SentencePair> pairs = store.newList("text", new SentencePairFormat());
    List<TrainingText.Part> parts = new ArrayList<>();
    BitSet begins = config.model().carriesState() ? new BitSet() : null;
    int count = data.train().size();
    for (int i = 0; i < count; i++) {
      Corpus corpus = data.train().get(i);
      String key = FilteredCorpora.nameOf("data.train", i, count);
      parts.add(new TrainingText.Part(corpus.weight(), read(key, corpus, filter, pairs, begins)));
    }
    return new TrainingText(pairs, parts, new BitSet(), begins);
  }

  /**
   * Reads a training corpus, and returns the number of pairs kept.
   *
   * @param begins receives the numbers of the pairs that come after a blank one; null if that does
   *     not matter
   */
  private long read(
      String key,
      Corpus corpus,
      PairFilter filter,
      SpillList<SentencePair> pairs,
      @Nullable BitSet begins) {
    PairFilter.Counter counter = filter.counter();
    String passedOver =
        read(
            key,
            corpus,
            pair -> {
              if (begins != null
                  && Cleaner.isBlank(pair.source())
                  && Cleaner.isBlank(pair.target())) {
                begins.set(Math.toIntExact(pairs.size()));
              }
              if (counter.keeps(pair)) {
                pairs.add(pair);
              }
            });
    LOG.info(
        "{} ({}): {} pairs; left out {}{}",
        key,
        corpus.name(),
        counter.kept(),
        LeftOut.inWords(counter.leftOut()),
        passedOver);
    if (counter.kept() == 0) {
      throw FilteredCorpora.noneLeft(key, corpus.name(), counter.leftOut(), passedOver);
    }
    return counter.kept();
  }

  private List<SentencePair> read(String key, Corpus corpus) {
    List<SentencePair> pairs = new ArrayList<>();
    String passedOver = read(key, corpus, pairs::add);
    LOG.info("{} ({}): {} pairs{}", key, corpus.name(), pairs.size(), passedOver);
    if (pairs.stream().allMatch(this::isEmpty)) {
      throw DragomanException.data(
          "%s: no pair of %s has a sentence on both sides%s. Give a corpus with a sentence a line."
              .formatted(key, corpus.name(), passedOver));
    }
    return pairs;
  }

  private boolean isEmpty(SentencePair pair) {
    return Cleaner.isBlank(pair.source())
        || config.model().isParallel() && Cleaner.isBlank(pair.target());
  }

  /** Reads a corpus to its end, and says in words what was skipped because it is no pair. */
  private String read(String key, Corpus corpus, Consumer<SentencePair> receiver) {
    CorpusHash.Maker hash = new CorpusHash.Maker();
    String passedOver =
        scan.read(
            key,
            corpus,
            (line, pair) -> {
              hash.add(pair);
              receiver.accept(pair);
            });
    hashes.add(hash.make(key, corpus));
    return passedOver.isEmpty() ? "" : "; passed over " + passedOver;
  }
}
