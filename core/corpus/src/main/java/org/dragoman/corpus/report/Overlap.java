package org.dragoman.corpus.report;

import java.util.List;

/**
 * The sentences of a held-out corpus that also occur in another corpus. Sentences without a letter
 * or digit are ignored.
 *
 * @param heldOut name of the held-out corpus
 * @param other name of the other corpus
 * @param pairs the number of pairs of the held-out corpus
 * @param exact matches of sentences that are equal except for white space around them
 * @param byKey matches of sentences that are equal except for case, white space and punctuation;
 *     includes the exact ones
 * @param shared examples of the matching pairs
 */
public record Overlap(
    String heldOut, String other, long pairs, Match exact, Match byKey, List<Shared> shared) {

  /**
   * The numbers of pairs of the held-out corpus that match pairs of the other.
   *
   * @param sources pairs whose source is the source of a pair of the other corpus
   * @param targets pairs whose target is the target of one
   * @param any pairs for which one or both of these hold
   * @param pairs pairs whose source and target together are one pair of the other corpus
   */
  public record Match(long sources, long targets, long any, long pairs) {}

  /**
   * A held-out pair that shares a sentence with the other corpus.
   *
   * @param line the first line of the held-out corpus with this sentence
   * @param otherCorpus the part of the other corpus where the sentence occurs
   * @param otherLine the first line there with this sentence
   * @param sides the sides that are equal
   * @param other the pair of the other corpus
   */
  public record Shared(long line, String otherCorpus, long otherLine, Sides sides, Example other) {}

  /** Which sides of a pair are meant. */
  public enum Sides {
    /** The source. */
    SOURCE,
    /** The target. */
    TARGET,
    /** Both. */
    BOTH
  }
}
