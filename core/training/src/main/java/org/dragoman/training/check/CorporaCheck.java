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
 * Looks at corpora without a training. They are read as a stream, a few times; the heap takes up to
 * 100 bytes for each pair of the training corpora, and some hundreds for each of dev and test.
 *
 * @param scan reads them
 * @param examples how many pairs are kept for each finding
 */
public record CorporaCheck(CorpusScan scan, int examples) {

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
    return new ConfigCheck(config, scan, examples).run(registry);
  }
}
