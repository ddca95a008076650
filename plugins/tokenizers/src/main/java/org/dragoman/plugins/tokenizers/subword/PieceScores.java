package org.dragoman.plugins.tokenizers.subword;

import java.util.Arrays;
import java.util.List;

/** The log-probabilities of numbered pieces, and the score of an unknown unit. Immutable. */
final class PieceScores {
  // So far below any piece that an unknown unit is used only if there is no other path.
  private static final double UNKNOWN_PENALTY = 10;

  private final double[] scores;
  private final double unknown;

  /** Creates the scores of pieces by number; the array is not copied. */
  PieceScores(double[] scores) {
    this.scores = scores;
    this.unknown = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
  }

  static PieceScores of(List<Piece> pieces) {
    return new PieceScores(pieces.stream().mapToDouble(Piece::score).toArray());
  }

  /** The score of a piece, or of {@link Lattice#UNKNOWN}. */
  double of(int piece) {
    return piece == Lattice.UNKNOWN ? unknown : scores[piece];
  }
}
