package org.dragoman.training.validation;

import java.util.List;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.translate.TokenScores;

/**
 * The results of a model on the dev set.
 *
 * @param perplexity of the reference, per piece
 * @param bleu of the model's translations against the reference, both raw text
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
   * @param translation the translation by the model
   * @param tokens scores of the translation's tokens, with attention weights if the context
   *     strategy has some
   */
  public record Sample(String source, String reference, String translation, TokenScores tokens) {}
}
