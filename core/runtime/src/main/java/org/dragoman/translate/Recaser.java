package org.dragoman.translate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.Labeller;
import org.dragoman.runtime.model.Tagger;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.LetterCase;
import org.dragoman.runtime.text.TextPipeline;

/**
 * Restores the capitals of texts in lower case by a tagger of characters (Lita et al. 2003,
 * "tRuEcasIng", posed the task; Susanto et al. 2016 use a recurrent network over characters). A
 * text whose characters the tagger reads otherwise than one by one is left as it is.
 *
 * @param labeller labels each character
 * @param pipeline from text to characters
 * @param labels of the tagger
 */
record Recaser(Labeller labeller, TextPipeline pipeline, Labels labels)
    implements UnaryOperator<String> {

  /**
   * Creates a recaser.
   *
   * @throws DragomanException if the bundle is of no tagger, or its labels are not those of case
   */
  static Recaser of(Torch torch, Bundle bundle) {
    Tagger tagger = bundle.model(Tagger.class, "tagger of capitals");
    Labels labels = new Labels(bundle.pipelines().target().vocabulary());
    if (!Set.of(LetterCase.UPPER, LetterCase.LOWER).equals(Set.copyOf(labels.names()))) {
      throw DragomanException.configuration(
          "%s has the labels %s. A tagger of capitals has %s and %s: train it on what 'data casing' writes."
              .formatted(
                  bundle.config().name(),
                  String.join(", ", labels.names()),
                  LetterCase.UPPER,
                  LetterCase.LOWER));
    }
    return new Recaser(
        new Labeller(torch, tagger, true, BatchLimits.DEFAULTS),
        bundle.pipelines().source(),
        labels);
  }

  @Override
  public String apply(String text) {
    int[] ids = pipeline.encode(LetterCase.lower(text));
    if (ids.length == 0 || ids.length != text.codePointCount(0, text.length())) {
      return text;
    }
    int[] found = labeller.label(List.of(ids)).get(0).labels();
    return LetterCase.restore(text, Arrays.stream(found).mapToObj(labels::name).toList());
  }
}
