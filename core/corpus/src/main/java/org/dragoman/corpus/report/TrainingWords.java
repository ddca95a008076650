package org.dragoman.corpus.report;

import java.util.List;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;

/**
 * The words of a pair of the training text.
 *
 * @param source tokens of the pipeline
 * @param target likewise
 */
public record TrainingWords(List<String> source, List<String> target) {

  /** Cuts a pair. */
  public static TrainingWords of(SentencePair pair, Pipelines pipelines) {
    return new TrainingWords(
        pipelines.source().segmenter().tokens(pair.source()),
        pipelines.target().segmenter().tokens(pair.target()));
  }
}
