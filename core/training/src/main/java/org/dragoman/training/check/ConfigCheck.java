package org.dragoman.training.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.corpus.PairFilter;
import org.dragoman.corpus.report.CorporaReport;
import org.dragoman.corpus.report.CorpusCounter;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.CoverageCounter;
import org.dragoman.corpus.report.Duplicates;
import org.dragoman.corpus.report.HashedPair;
import org.dragoman.corpus.report.HeldOut;
import org.dragoman.corpus.report.Overlap;
import org.dragoman.corpus.report.OverlapCounter;
import org.dragoman.corpus.report.TrainingWords;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.RunConfig.DataConfig;
import org.dragoman.training.vocabulary.LearnedText;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report on the corpora of one configuration. It first reads the held-out corpora and
 * keeps them as hashes and word counts. Then it reads the others, which may be large, and looks for
 * the held-out sentences and words in them.
 */
final class ConfigCheck {
  private static final String TRAIN = "data.train";

  private final RunConfig config;
  private final DataConfig data;
  private final CorpusScan scan;
  private final int examples;
  // In the order of the report: the last one read comes first.
  private final Deque<CorpusReport> reports = new ArrayDeque<>();
  private final Deque<HeldOut> heldOut = new ArrayDeque<>();
  private final Deque<CoverageCounter> coverage = new ArrayDeque<>();
  private final List<Overlap> overlaps = new ArrayList<>();

  /**
   * Creates a check that has read nothing yet.
   *
   * @param examples the number of examples to keep for each finding
   */
  ConfigCheck(RunConfig config, CorpusScan scan, int examples) {
    this.config = config;
    this.scan = scan;
    this.examples = examples;
    data = config.data();
  }

  /** Learns the pipelines of the configuration, then reads the corpora. */
  CorporaReport run(Registry registry) {
    Pipelines pipelines = null;
    if (data.dev() != null || data.test() != null) {
      pipelines = LearnedText.of(config, scan, registry);
      readHeldOut("data.test", data.test(), pipelines);
      readHeldOut("data.dev", data.dev(), pipelines);
    }
    List<CorpusReport> all = new ArrayList<>(new Training(pipelines).read());
    all.addAll(reports);
    return new CorporaReport(
        all, coverage.stream().map(counter -> counter.coverage(examples)).toList(), overlaps);
  }

  private CorpusCounter counter(Duplicates duplicates) {
    return config.model().isParallel()
        ? new CorpusCounter(config.languages(), duplicates, examples)
        : CorpusCounter.ofExamples(duplicates, examples);
  }

  private void readHeldOut(String name, @Nullable Corpus corpus, Pipelines pipelines) {
    if (corpus == null) {
      return;
    }
    CorpusCounter counter = counter(new Duplicates());
    CoverageCounter covered = new CoverageCounter(name, pipelines);
    HeldOut pairs = new HeldOut(name);
    List<OverlapCounter> earlier = overlapsWith(name);
    String passedOver =
        scan.read(
            name,
            corpus,
            (line, pair) -> {
              HashedPair hashed = HashedPair.of(line, pair);
              counter.add(line, pair, hashed.text());
              covered.add(pair);
              pairs.add(hashed);
              earlier.forEach(one -> one.look(name, hashed));
            });
    reports.addFirst(counter.report(name, corpus.name(), passedOver, Map.of()));
    coverage.addFirst(covered);
    heldOut.addFirst(pairs);
    keep(earlier);
  }

  /** Creates counters for another corpus, one for each held-out corpus read so far. */
  private List<OverlapCounter> overlapsWith(String other) {
    return heldOut.stream().map(pairs -> new OverlapCounter(pairs, other, examples)).toList();
  }

  /** Keeps the overlaps found. Those with the training corpora are found last, but come first. */
  private void keep(List<OverlapCounter> counters) {
    overlaps.addAll(0, counters.stream().map(OverlapCounter::overlap).toList());
  }

  /** The training corpora, one after the other. */
  private final class Training {
    private final @Nullable Pipelines pipelines;
    private final List<OverlapCounter> leaks = overlapsWith(TRAIN);
    private final PairFilter filter = config.pairFilter();
    private final Duplicates duplicates = new Duplicates();

    /**
     * Creates it for the configuration's training corpora.
     *
     * @param pipelines the pipelines that cut them into words; null if nothing is held out
     */
    Training(@Nullable Pipelines pipelines) {
      this.pipelines = pipelines;
    }

    List<CorpusReport> read() {
      List<CorpusReport> found = new ArrayList<>();
      for (int i = 0; i < data.train().size(); i++) {
        String name = FilteredCorpora.nameOf(TRAIN, i, data.train().size());
        found.add(read(name, data.train().get(i)));
      }
      keep(leaks);
      return found;
    }

    private CorpusReport read(String name, Corpus corpus) {
      CorpusCounter counter = counter(duplicates);
      PairFilter.Counter filtered = filter.counter();
      String passedOver =
          scan.read(
              name,
              corpus,
              (line, pair) -> {
                HashedPair hashed = HashedPair.of(line, pair);
                counter.add(line, pair, hashed.text());
                if (filtered.keeps(pair)) {
                  leaks.forEach(leak -> leak.look(name, hashed));
                  know(pair);
                }
              });
      return counter.report(name, corpus.name(), passedOver, filtered.leftOut());
    }

    private void know(SentencePair pair) {
      if (pipelines != null) {
        TrainingWords words = TrainingWords.of(pair, pipelines);
        coverage.forEach(covered -> covered.know(words));
      }
    }
  }
}
