package org.dragoman.corpus.report;

import java.util.List;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;

/**
 * The words of both sides of a training pair.
 *
 * @param source the tokens of the source
 * @param target the tokens of the target
 */
public record TrainingWords(List<String> source, List<String> target) {

  /** Cuts a pair into words. */
  public static TrainingWords of(SentencePair pair, Pipelines pipelines) {
    return new TrainingWords(
        pipelines.source().segmenter().tokens(pair.source()),
        pipelines.target().segmenter().tokens(pair.target()));
  }
}
