package org.dragoman.training.validation;

import java.util.List;
import org.dragoman.translate.TokenScores;

/**
 * The results of a model on the dev set.
 *
 * @param perplexity of the reference, per piece or per label
 * @param measures what else is measured; the first one decides which checkpoint is best, unless
 *     perplexity does
 * @param samples a few outputs
 */
public record Validation(double perplexity, List<Measure> measures, List<Sample> samples) {
  /** Copies the lists. */
  public Validation {
    measures = List.copyOf(measures);
    samples = List.copyOf(samples);
  }

  /** Returns the first measure. */
  public Measure quality() {
    return measures.get(0);
  }

  /**
   * A sample output.
   *
   * @param source what the model read
   * @param reference what it should write
   * @param translation what it wrote
   * @param tokens scores of the output's tokens, with attention weights if the context strategy has
   *     some; empty for models that do not translate
   */
  public record Sample(String source, String reference, String translation, TokenScores tokens) {}
}
