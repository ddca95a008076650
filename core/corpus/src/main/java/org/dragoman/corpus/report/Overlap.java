package org.dragoman.corpus.report;

import java.util.List;

/**
 * What of a corpus that is held out stands in another one, too. Sentences without a letter or digit
 * do not count.
 *
 * @param heldOut name of the corpus that should have nothing of the other
 * @param other name of that
 * @param pairs of the first
 * @param exact the same but for white space around a sentence
 * @param byKey the same but for case, white space and punctuation, the exact ones among them
 * @param shared some of them
 */
public record Overlap(
    String heldOut, String other, long pairs, Match exact, Match byKey, List<Shared> shared) {

  /**
   * How many pairs of the first corpus match.
   *
   * @param sources whose source is that of a pair of the other
   * @param targets whose target is
   * @param any whose source or target is
   * @param pairs whose source and target are those of one pair of the other
   */
  public record Match(long sources, long targets, long any, long pairs) {}

  /**
   * A pair that shares a sentence.
   *
   * @param line of the corpus held out: the first with this sentence
   * @param otherCorpus name of the part of the other where it stands
   * @param otherLine where it stands there first
   * @param sides what is shared
   * @param other the pair there
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
