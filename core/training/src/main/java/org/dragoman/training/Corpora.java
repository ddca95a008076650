package org.dragoman.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.ParallelReader;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.RunConfig.Corpus;
import org.dragoman.training.RunConfig.DataConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw text of a run. All of it is read before training begins, so that a mistake in the test
 * set is not found at the end only.
 *
 * @param train what the model learns from
 * @param dev what checkpoints are chosen on
 * @param test what the finished model is scored on; empty where the configuration names none
 * @param hashes of the corpora that the configuration names, before anything is held out
 */
record Corpora(
    List<SentencePair> train,
    List<SentencePair> dev,
    List<SentencePair> test,
    List<CorpusHash> hashes) {
  private static final Logger LOG = LoggerFactory.getLogger(Corpora.class);

  /**
   * Reads the files.
   *
   * @param seed decides what is held out where there is no dev set
   * @throws DragomanException of kind DATA that names the key and the file, where one cannot be
   *     read, has no sentence, or has another number of them than its counterpart
   */
  static Corpora read(DataConfig config, long seed) {
    List<CorpusHash> hashes = new ArrayList<>();
    List<SentencePair> train = read("data.train", config.train(), hashes);
    List<SentencePair> test =
        config.test() == null ? List.of() : read("data.test", config.test(), hashes);
    if (config.dev() != null) {
      return new Corpora(train, read("data.dev", config.dev(), hashes), test, hashes);
    }
    HoldOut parts = HoldOut.of(train, config.holdOut(), seed);
    LOG.info(
        "data.train: {} of {} pairs held out as dev set, {} more left out for sharing a sentence with them",
        parts.dev().size(),
        train.size(),
        train.size() - parts.train().size() - parts.dev().size());
    return new Corpora(parts.train(), parts.dev(), test, hashes);
  }

  private static List<SentencePair> read(String key, Corpus corpus, List<CorpusHash> hashes) {
    List<SentencePair> pairs;
    try {
      pairs = ParallelReader.readAll(Path.of(corpus.source()), Path.of(corpus.target()));
    } catch (DragomanException e) {
      throw DragomanException.data(key + ": " + e.getMessage(), e);
    }
    if (pairs.stream().allMatch(pair -> pair.source().isBlank() || pair.target().isBlank())) {
      throw DragomanException.data(
          "%s: %s and %s have no line with a sentence on both sides. Give files with a sentence a line."
              .formatted(key, corpus.source(), corpus.target()));
    }
    hashes.add(CorpusHash.of(key, corpus, pairs));
    return pairs;
  }
}
