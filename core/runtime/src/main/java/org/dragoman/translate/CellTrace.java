package org.dragoman.translate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The activity of a cell at each token of a sentence.
 *
 * @param cell the name that its weights begin with in the bundle, such as {@code encoder.0.forward}
 *     or {@code decoder.0}
 * @param isOfSource true if its tokens are those of the source; false for those of the target, each
 *     with the step that predicted it
 * @param isReversed whether it read the last token first
 * @param values by name: the gates that the cell names, then its state after the token, {@code
 *     output} and {@code memory} (an LSTM's c; {@code memory 2} and so on where there is more); one
 *     list per token, in the order of the tokens with the end mark last, with one number per unit
 */
public record CellTrace(
    String cell, boolean isOfSource, boolean isReversed, Map<String, List<List<Float>>> values) {
  /** Keeps the order. */
  public CellTrace {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
