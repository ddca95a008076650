package org.dragoman.corpus.report;

import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;

/**
 * Makes the {@link Coverage} of a held-out corpus. First call {@link #add} with all its pairs, then
 * {@link #know} with the training text. The memory grows with the words of the held-out corpus
 * only.
 */
public final class CoverageCounter {
  private final String corpus;
  private final SideCoverage.Counter source;
  private final SideCoverage.Counter target;

  /**
   * Creates a counter that has seen nothing yet.
   *
   * @param corpus name of the held-out corpus
   * @param pipelines learned from the training text
   */
  public CoverageCounter(String corpus, Pipelines pipelines) {
    this.corpus = corpus;
    source = new SideCoverage.Counter(pipelines.source());
    target = new SideCoverage.Counter(pipelines.target());
  }

  /** Counts a pair of the held-out corpus. */
  public void add(SentencePair pair) {
    source.add(pair.source());
    target.add(pair.target());
  }

  /** Marks the words of a pair of the training text as known. */
  public void know(TrainingWords words) {
    source.know(words.source());
    target.know(words.target());
  }

  /**
   * Returns the coverage.
   *
   * @param mostUnknown the greatest number of unknown words to list for each side
   */
  public Coverage coverage(int mostUnknown) {
    return new Coverage(corpus, source.coverage(mostUnknown), target.coverage(mostUnknown));
  }
}
