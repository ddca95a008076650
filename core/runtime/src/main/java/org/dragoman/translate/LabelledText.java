package org.dragoman.translate;

import java.util.List;

/**
 * A text with the labels that a model gives it.
 *
 * @param tokens the tokens of the text, as the model cuts it
 * @param labels one for the text (classifier), or one for each token (tagger)
 * @param probabilities of these labels, from 0 to 1
 */
public record LabelledText(List<String> tokens, List<String> labels, List<Double> probabilities) {
  /** Copies the lists. */
  public LabelledText {
    tokens = List.copyOf(tokens);
    labels = List.copyOf(labels);
    probabilities = List.copyOf(probabilities);
  }
}
