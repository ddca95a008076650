package org.dragoman.plugins.tokenizers.subword;

import org.dragoman.spi.Option;

/**
 * How a unigram language model is learned and sampled from.
 *
 * @param size the number of pieces
 * @param maxPieceLength in characters, including the mark of a token's start
 * @param iterations the number of EM iterations before each removal of pieces
 * @param shrink the share of pieces that each removal keeps
 * @param alpha the exponent of segmentation probabilities in sampling
 * @param nBest the number of best segmentations to sample from
 */
public record UnigramConfig(
    @Option(value = "The number of pieces to learn.", defaultValue = "8000") int size,
    @Option(
            value = "The greatest length of a piece in characters, including the mark ▁.",
            defaultValue = "16")
        int maxPieceLength,
    @Option(value = "Iterations of EM before each removal of pieces.", defaultValue = "2")
        int iterations,
    @Option(value = "The share of the pieces that each removal keeps.", defaultValue = "0.75")
        double shrink,
    @Option(
            value =
                "Subword regularization: training draws segmentations with their probability to"
                    + " this power; 0: it draws none.",
            defaultValue = "0")
        double alpha,
    @Option(value = "Number of best segmentations to draw from; 0: all.", defaultValue = "0")
        int nBest) {

  private static final int LONGEST_PIECE = 500;

  /** Checks the numbers. */
  public UnigramConfig {
    require(size >= 1, "size must be at least 1, got " + size);
    require(
        maxPieceLength >= 1 && maxPieceLength <= LONGEST_PIECE,
        "max-piece-length must be from 1 to " + LONGEST_PIECE + ", got " + maxPieceLength);
    require(iterations >= 1, "iterations must be at least 1, got " + iterations);
    require(shrink > 0 && shrink < 1, "shrink must be between 0 and 1, got " + shrink);
    require(
        alpha >= 0 && alpha < Double.POSITIVE_INFINITY, "alpha must be 0 or more, got " + alpha);
    require(nBest >= 0, "n-best must be 0 or more, got " + nBest);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Returns whether sampling draws from more than one segmentation. */
  boolean isRandom() {
    return alpha > 0 && nBest != 1;
  }
}
