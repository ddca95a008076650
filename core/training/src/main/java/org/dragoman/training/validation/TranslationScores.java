package org.dragoman.training.validation;

import java.util.List;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuTokenizer;
import org.dragoman.evaluation.analysis.TranslatedSet;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.config.TrainingConfig.ValidationConfig;
import org.dragoman.translate.BatchTranslator;
import org.dragoman.translate.Translation;
import org.dragoman.translate.TranslationOptions;

/** Scores the translations of a corpus, from raw text to raw text. */
public final class TranslationScores {
  private TranslationScores() {}

  /**
   * Translates a corpus and scores the translations.
   *
   * @param corpus at least one pair
   * @param options BLEU's
   */
  public static List<Measure> of(
      BatchTranslator translator, List<SentencePair> corpus, ValidationConfig options) {
    Bleu bleu =
        Bleu.builder()
            .optTokenizer(BleuTokenizer.of(options.tokenize()))
            .optLowercase(options.lowercase())
            .build();
    TranslatedSet set =
        TranslatedSet.by(
            lines -> translator.translate(lines).stream().map(Translation::text).toList(),
            corpus.stream().map(SentencePair::source).toList(),
            corpus.stream().map(SentencePair::target).toList());
    return List.of(
        Measure.of(bleu.corpus(set.translations(), List.of(set.references()))),
        Measure.of(set.exactMatch()));
  }

  /**
   * Has a run's bundle translate a corpus by the run's search, and scores the translations.
   *
   * @param corpus at least one pair
   * @param config of the run
   */
  public static List<Measure> of(
      Bundle bundle, Torch torch, Registry registry, List<SentencePair> corpus, RunConfig config) {
    BatchTranslator translator =
        new BatchTranslator(
            torch,
            bundle.translator(),
            bundle.pipelines(),
            new Components(registry).search(config.search()),
            TranslationOptions.defaults());
    return of(translator, corpus, config.training().validation());
  }
}
