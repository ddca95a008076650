package org.dragoman.evaluation.analysis;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;

/**
 * A test set and what a system made of it: line n of each text is of the same segment. The texts
 * are raw, as a reader gets them.
 *
 * @param sources what was translated
 * @param references what should have come of it
 * @param translations what came of it
 */
public record TranslatedSet(
    List<String> sources, List<String> references, List<String> translations) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they differ in length
   */
  public TranslatedSet {
    if (sources.size() != references.size() || sources.size() != translations.size()) {
      throw new IllegalArgumentException(
          "%d sources, %d references and %d translations; there must be as many of each"
              .formatted(sources.size(), references.size(), translations.size()));
    }
    sources = List.copyOf(sources);
    references = List.copyOf(references);
    translations = List.copyOf(translations);
  }

  /**
   * Has a system translate a test set.
   *
   * @param system gives a translation for each source, in the same order
   * @throws IllegalArgumentException if the texts differ in length
   */
  public static TranslatedSet by(
      UnaryOperator<List<String>> system, List<String> sources, List<String> references) {
    return new TranslatedSet(sources, references, system.apply(sources));
  }

  /**
   * The score of the whole set.
   *
   * @throws IllegalArgumentException if the set has no segment
   */
  public Score score(Metric metric) {
    return metric.corpus(translations, List.of(references));
  }

  /** How many translations equal their reference. */
  public ExactMatch exactMatch() {
    return ExactMatch.corpus(translations, references);
  }

  /** How long the translations are against the references. */
  public LengthStatistics lengths() {
    return LengthStatistics.of(translations, references);
  }
}
