package org.dragoman.translate;

import java.util.List;

/**
 * The inside of a model at work on a sentence.
 *
 * @param tokens of the sentence and of its translation, with the attention's weights where the
 *     model has any
 * @param cells what each cell did: the encoder's from the lowest layer up, then the decoder's
 */
public record Inspection(TokenScores tokens, List<CellTrace> cells) {
  /** Copies the list. */
  public Inspection {
    cells = List.copyOf(cells);
  }
}
