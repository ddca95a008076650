package org.dragoman.plugins.tokenizers.subword;

import java.util.Arrays;
import java.util.List;

/** The log-probabilities of numbered pieces, and what an unknown unit counts. Immutable. */
final class PieceScores {
  // Below any piece by so much that an unknown unit is taken where there is no other way only.
  private static final double UNKNOWN_PENALTY = 10;

  private final double[] scores;
  private final double unknown;

  /** Scores of pieces by number; the array is not copied. */
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
