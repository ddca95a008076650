package org.dragoman.training.check;

import java.util.List;
import java.util.Map;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.PairHash;
import org.dragoman.corpus.report.CorporaReport;
import org.dragoman.corpus.report.CorpusCounter;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Duplicates;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.training.config.RunConfig;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports on corpora without training. It reads them a few times as a stream; it needs up to
 * 100 bytes of the heap for each training pair, and some hundreds for each pair of dev and test
 * sets.
 *
 * @param scan reads them
 * @param examples the number of examples to keep for each finding
 */
public record CorporaCheck(CorpusScan scan, int examples) {

  /**
   * Makes the report on one corpus.
   *
   * @param languages of both sides; null if they are not known
   * @throws org.dragoman.runtime.DragomanException if it cannot be read
   */
  public CorporaReport of(Corpus corpus, @Nullable Languages languages) {
    CorpusCounter counter = new CorpusCounter(languages, new Duplicates(), examples);
    String passedOver =
        scan.read(null, corpus, (line, pair) -> counter.add(line, pair, PairHash.ofText(pair)));
    CorpusReport report = counter.report("corpus", corpus.name(), passedOver, Map.of());
    return new CorporaReport(List.of(report), List.of(), List.of());
  }

  /**
   * Makes the report on the corpora of a configuration. Of the training corpora only the pairs that
   * the filters keep count for coverage and leaks.
   *
   * @param registry the installed plugins
   * @throws org.dragoman.runtime.DragomanException if a corpus or the configuration is unusable
   */
  public CorporaReport of(RunConfig config, Registry registry) {
    return new ConfigCheck(config, scan, examples).run(registry);
  }
}
