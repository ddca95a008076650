package org.dragoman.corpus.report;

import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;

/**
 * Makes the {@link Coverage} of a corpus, whose pairs come first, by the training text, which comes
 * then. Its memory grows with the words of the first only.
 */
public final class CoverageCounter {
  private final String corpus;
  private final SideCoverage.Counter source;
  private final SideCoverage.Counter target;

  /**
   * A counter that has seen nothing yet.
   *
   * @param corpus name of what is held out
   * @param pipelines learned from the training text
   */
  public CoverageCounter(String corpus, Pipelines pipelines) {
    this.corpus = corpus;
    source = new SideCoverage.Counter(pipelines.source());
    target = new SideCoverage.Counter(pipelines.target());
  }

  /** Counts a pair of the corpus. */
  public void add(SentencePair pair) {
    source.add(pair.source());
    target.add(pair.target());
  }

  /** Takes the words of a pair of the training text for known. */
  public void know(TrainingWords words) {
    source.know(words.source());
    target.know(words.target());
  }

  /**
   * What there is to say.
   *
   * @param mostUnknown how many words that are not known are kept of each side
   */
  public Coverage coverage(int mostUnknown) {
    return new Coverage(corpus, source.coverage(mostUnknown), target.coverage(mostUnknown));
  }
}
