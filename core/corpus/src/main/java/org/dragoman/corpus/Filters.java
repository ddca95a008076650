package org.dragoman.corpus;

import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.text.Languages;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the training corpora: which pairs to leave out. Pairs with an empty side are
 * always left out.
 *
 * @param maxWords longest side, in words between white space; 0 for no limit
 * @param maxRatio greatest ratio of the lengths of both sides, in characters; 0 for no limit
 * @param duplicates what becomes of pairs that occurred before
 * @param identical what becomes of pairs whose sides are equal
 * @param script what becomes of pairs with a side that is not in the script of its language
 * @param numbers what becomes of pairs whose sides have different numbers
 */
public record Filters(
    @Option(
            value =
                "Longest side, in words between white space; 0: no limit. A text without spaces is"
                    + " one word: training.max-length limits those.",
            defaultValue = "0")
        int maxWords,
    @Option(
            value =
                "Greatest ratio of the lengths of both sides, in characters, whichever is longer;"
                    + " 0: no limit.",
            defaultValue = "0")
        double maxRatio,
    @Option(value = "Pairs that occurred before, in any training corpus.", defaultValue = "keep")
        Treatment duplicates,
    @Option(value = "Pairs whose sides are the same.", defaultValue = "keep") Treatment identical,
    @Option(
            value =
                "Pairs with a side whose letters are mostly not in the script of its language;"
                    + " needs languages.",
            defaultValue = "keep")
        Treatment script,
    @Option(value = "Pairs whose sides have different numbers.", defaultValue = "keep")
        Treatment numbers) {
  /** Leaves out nothing but pairs with an empty side. */
  public static final Filters NONE =
      new Filters(0, 0, Treatment.KEEP, Treatment.KEEP, Treatment.KEEP, Treatment.KEEP);

  /** How a filter treats the pairs that it finds. */
  public enum Treatment {
    /** They stay. */
    KEEP,
    /** They are left out. */
    DROP
  }

  /** Checks the numbers. */
  public Filters {
    if (maxWords < 0) {
      throw new IllegalArgumentException("max-words must be 0 or more, got " + maxWords);
    }
    if (!(maxRatio == 0 || (maxRatio >= 1 && Double.isFinite(maxRatio)))) {
      throw new IllegalArgumentException("max-ratio must be 0, or 1 or more, got " + maxRatio);
    }
  }

  /** Returns the reasons for which these filters leave out pairs, in the order of the checks. */
  public List<LeftOut> reasons() {
    return Arrays.stream(LeftOut.values())
        .filter(
            reason ->
                switch (reason) {
                  case EMPTY -> true;
                  case TOO_LONG -> maxWords > 0;
                  case LENGTH_RATIO -> maxRatio > 0;
                  case IDENTICAL -> identical == Treatment.DROP;
                  case SCRIPT -> script == Treatment.DROP;
                  case NUMBERS -> numbers == Treatment.DROP;
                  case DUPLICATE -> duplicates == Treatment.DROP;
                })
        .toList();
  }

  /** Whether a filter compares a sentence with its translation, or needs to know its language. */
  public boolean comparesSides() {
    return maxRatio > 0
        || identical == Treatment.DROP
        || script == Treatment.DROP
        || numbers == Treatment.DROP;
  }

  /**
   * Checks that the languages are known if a filter needs them.
   *
   * @throws IllegalArgumentException if they are not
   */
  public void requireFit(@Nullable Languages languages) {
    if (script == Treatment.DROP) {
      if (languages == null) {
        throw new IllegalArgumentException(
            "data.filters.script needs the languages. Say languages: {source: en, target: ja}, or"
                + " leave it out.");
      }
      Script.of(languages.source());
      Script.of(languages.target());
    }
  }
}
