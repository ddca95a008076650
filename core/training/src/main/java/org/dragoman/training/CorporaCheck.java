package org.dragoman.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.RunConfig.DataConfig;
import org.dragoman.training.corpus.Corpus;
import org.dragoman.training.corpus.CorpusScan;
import org.dragoman.training.corpus.FilteredCorpora;
import org.dragoman.training.corpus.LeftOut;
import org.dragoman.training.corpus.PairFilter;
import org.dragoman.training.corpus.PairHash;
import org.dragoman.training.corpus.report.CorporaReport;
import org.dragoman.training.corpus.report.CorpusCounter;
import org.dragoman.training.corpus.report.CorpusReport;
import org.dragoman.training.corpus.report.CoverageCounter;
import org.dragoman.training.corpus.report.Duplicates;
import org.dragoman.training.corpus.report.HashedPair;
import org.dragoman.training.corpus.report.HeldOut;
import org.dragoman.training.corpus.report.Overlap;
import org.dragoman.training.corpus.report.OverlapCounter;
import org.dragoman.training.corpus.report.TrainingWords;
import org.jspecify.annotations.Nullable;

/**
 * Looks at corpora without a training. They are read a few times and never held: the heap takes
 * some 100 bytes for each pair of the training corpora, and a few hundred for each of the others.
 *
 * @param scan reads them
 * @param examples how many pairs are kept for each finding
 */
public record CorporaCheck(CorpusScan scan, int examples) {
  private static final String TRAIN = "data.train";
  private static final String DEV = "data.dev";
  private static final String TEST = "data.test";

  /**
   * Looks at one corpus.
   *
   * @param languages of it; null where they are not known
   * @throws org.dragoman.runtime.DragomanException where it cannot be read
   */
  public CorporaReport of(Corpus corpus, @Nullable Languages languages) {
    CorpusCounter counter = new CorpusCounter(languages, new Duplicates(), examples);
    String passedOver =
        scan.read(null, corpus, (line, pair) -> counter.add(line, pair, PairHash.ofText(pair)));
    CorpusReport report = counter.report("corpus", corpus.name(), passedOver, Map.of());
    return new CorporaReport(List.of(report), List.of(), List.of());
  }

  /**
   * Looks at the corpora of a configuration. Of the training corpora only what its filters keep is
   * known to a model, and can be a leak.
   *
   * @param registry the installed plugins
   * @throws org.dragoman.runtime.DragomanException where a corpus or the configuration is of no use
   */
  public CorporaReport of(RunConfig config, Registry registry) {
    return new Check(config, registry).run();
  }

  /** Learns what the pipelines of the configuration learn, then looks at its corpora. */
  private final class Check {
    private final RunConfig config;
    private final DataConfig data;
    private final Components components;
    private final Deque<CorpusReport> reports = new ArrayDeque<>();
    private final Deque<Overlap> overlaps = new ArrayDeque<>();
    private final Deque<HeldOut> heldOut = new ArrayDeque<>();
    private final Deque<CoverageCounter> coverage = new ArrayDeque<>();

    Check(RunConfig config, Registry registry) {
      this.config = config;
      data = config.data();
      components = new Components(registry);
    }

    CorporaReport run() {
      FilteredCorpora kept =
          new FilteredCorpora(scan, TRAIN, data.train(), data.filters(), config.languages());
      if (data.dev() == null && data.test() == null) {
        return new CorporaReport(train(null), List.of(), List.of());
      }
      Pipelines pipelines = new PipelineLearner(components).learn(config.text(), kept::forEach);
      // What is held out comes first: the others are looked through for it.
      other(TEST, data.test(), pipelines);
      other(DEV, data.dev(), pipelines);
      List<CorpusReport> all = train(pipelines);
      all.addAll(reports);
      return new CorporaReport(
          all,
          coverage.stream().map(counter -> counter.coverage(examples)).toList(),
          List.copyOf(overlaps));
    }

    private void other(String name, @Nullable Corpus corpus, Pipelines pipelines) {
      if (corpus == null) {
        return;
      }
      HeldOut pairs = new HeldOut(name);
      CoverageCounter covered = new CoverageCounter(name, pipelines);
      CorpusCounter counter = counter(new Duplicates());
      List<OverlapCounter> earlier = overlapsWith(name);
      String passedOver =
          scan.read(
              name,
              corpus,
              (line, pair) -> {
                HashedPair hashed = HashedPair.of(line, pair);
                counter.add(line, pair, hashed.text());
                pairs.add(hashed);
                covered.add(pair);
                earlier.forEach(one -> one.look(name, hashed));
              });
      reports.addFirst(counter.report(name, corpus.name(), passedOver, Map.of()));
      heldOut.addFirst(pairs);
      coverage.addFirst(covered);
      keep(earlier);
    }

    private CorpusCounter counter(Duplicates duplicates) {
      return new CorpusCounter(config.languages(), duplicates, examples);
    }

    private List<OverlapCounter> overlapsWith(String name) {
      return heldOut.stream().map(pairs -> new OverlapCounter(pairs, name, examples)).toList();
    }

    private void keep(List<OverlapCounter> counters) {
      for (int i = counters.size(); i > 0; i--) {
        overlaps.addFirst(counters.get(i - 1).overlap());
      }
    }

    private List<CorpusReport> train(@Nullable Pipelines pipelines) {
      List<CorpusReport> found = new ArrayList<>();
      List<OverlapCounter> leaks = overlapsWith(TRAIN);
      PairFilter filter = new PairFilter(data.filters(), config.languages());
      Duplicates duplicates = new Duplicates();
      for (int i = 0; i < data.train().size(); i++) {
        Corpus corpus = data.train().get(i);
        String name = FilteredCorpora.nameOf(TRAIN, i, data.train().size());
        CorpusCounter counter = counter(duplicates);
        Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
        data.filters().reasons().forEach(reason -> leftOut.put(reason, 0L));
        String passedOver =
            scan.read(
                name,
                corpus,
                (line, pair) -> {
                  HashedPair hashed = HashedPair.of(line, pair);
                  counter.add(line, pair, hashed.text());
                  LeftOut reason = filter.reason(pair);
                  if (reason != null) {
                    leftOut.merge(reason, 1L, Long::sum);
                    return;
                  }
                  leaks.forEach(leak -> leak.look(name, hashed));
                  if (pipelines != null) {
                    TrainingWords words = TrainingWords.of(pair, pipelines);
                    coverage.forEach(covered -> covered.know(words));
                  }
                });
        found.add(counter.report(name, corpus.name(), passedOver, leftOut));
      }
      keep(leaks);
      return found;
    }
  }
}
