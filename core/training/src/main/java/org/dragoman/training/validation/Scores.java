package org.dragoman.training.validation;

import java.util.List;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.evaluation.BleuTokenizer;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.training.config.TrainingConfig.ValidationConfig;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.Translation;

/**
 * The scores of a translated corpus, from raw text to raw text.
 *
 * @param bleu of the translations
 * @param exactMatch of the translations
 * @param translations one for each pair
 */
public record Scores(BleuScore bleu, ExactMatch exactMatch, List<String> translations) {

  /**
   * Translates a corpus and scores the translations.
   *
   * @param corpus at least one pair
   * @param options BLEU's
   */
  public static Scores of(
      BatchTranslator translator, List<SentencePair> corpus, ValidationConfig options) {
    Bleu bleu =
        Bleu.builder()
            .optTokenizer(BleuTokenizer.of(options.tokenize()))
            .optLowercase(options.lowercase())
            .build();
    List<String> references = corpus.stream().map(SentencePair::target).toList();
    List<String> translations =
        translator.translate(corpus.stream().map(SentencePair::source).toList()).stream()
            .map(Translation::text)
            .toList();
    return new Scores(
        bleu.corpus(translations, List.of(references)),
        ExactMatch.corpus(translations, references),
        translations);
  }
}
