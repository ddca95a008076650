package org.dragoman.translate;

import java.util.List;

/**
 * The activity inside a model for a sentence.
 *
 * @param tokens of the sentence and of its translation, with attention weights if the model has any
 * @param cells the activity of each cell: the encoder's from the lowest layer up, then the
 *     decoder's
 */
public record Inspection(TokenScores tokens, List<CellTrace> cells) {
  /** Copies the list. */
  public Inspection {
    cells = List.copyOf(cells);
  }
}
