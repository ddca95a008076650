package org.dragoman.training.validation;

import java.util.List;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.translate.TokenScores;

/**
 * How a model did on the dev set.
 *
 * @param perplexity of the reference, by piece
 * @param bleu of the model's translations against the reference, raw text both
 * @param exactMatch share of translations that equal their reference, 0 to 1
 * @param samples a few translations
 */
public record Validation(
    double perplexity, BleuScore bleu, double exactMatch, List<Sample> samples) {
  /**
   * A sample translation.
   *
   * @param source the sentence
   * @param reference its translation
   * @param translation what the model says
   * @param tokens of the translation, with what the model looked at where its context strategy has
   *     weights
   */
  public record Sample(String source, String reference, String translation, TokenScores tokens) {}
}
