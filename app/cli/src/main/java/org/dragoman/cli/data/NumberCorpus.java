package org.dragoman.cli.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dragoman.runtime.file.SentencePair;

/**
 * A parallel corpus of English number words and their digits, from 0 to 999,999,999. It is fully
 * determined by the seed and the sizes.
 *
 * <p>No number occurs twice, within a split or across splits. The same number of numbers is drawn
 * for each count of digits (fewer if there are not enough, as for short ones), so that short and
 * long ones are learnt equally well. Zeros are more frequent than in uniformly drawn numbers,
 * because "five million and three" is harder than a number without zeros. All numbers below 100 are
 * training data: they are the vocabulary of the others. Lines differ in whether they have "and" and
 * hyphens.
 */
public final class NumberCorpus {
  private static final int MOST_DIGITS = 9;

  private static final String[] SMALL = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };

  private NumberCorpus() {}

  /** How a number is spelled. */
  public enum Style {
    AND_HYPHEN("and ", "-"),
    AND_SPACE("and ", " "),
    PLAIN_HYPHEN("", "-"),
    PLAIN_SPACE("", " ");

    private final String and;
    private final String joint;

    Style(String and, String joint) {
      this.and = and;
      this.joint = joint;
    }
  }

  /** Generates a corpus of pairs such as "two thousand and seven" and "2007". */
  public static MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    Sampler sampler = new Sampler(new Random(seed));
    // Held-out pairs first: otherwise the few three-digit numbers would all be in the training
    // data.
    List<SentencePair> test = sampler.draw(sizes.test(), digits -> heldOutLimit(digits));
    List<SentencePair> dev = sampler.draw(sizes.dev(), digits -> 2 * heldOutLimit(digits));
    return new MadeCorpus(sampler.draw(sizes.train(), NumberCorpus::trainingLimit), dev, test);
  }

  /** The number in words. */
  public static String words(int number, Style style) {
    if (number < 0 || number > 999_999_999) {
      throw new IllegalArgumentException("not from 0 to 999,999,999: " + number);
    }
    if (number == 0) {
      return SMALL[0];
    }
    StringBuilder text = new StringBuilder();
    append(text, number / 1_000_000, " million ", style);
    append(text, number / 1_000 % 1_000, " thousand ", style);
    int rest = number % 1_000;
    if (rest > 0 && rest < 100 && text.length() > 0) {
      text.append(style.and);
    }
    append(text, rest, "", style);
    return text.toString().strip();
  }

  private static void append(StringBuilder text, int group, String unit, Style style) {
    if (group == 0) {
      return;
    }
    int rest = group % 100;
    if (group >= 100) {
      text.append(SMALL[group / 100]).append(" hundred");
      if (rest > 0) {
        text.append(' ').append(style.and);
      }
    }
    if (rest >= SMALL.length) {
      text.append(TENS[rest / 10]);
      if (rest % 10 > 0) {
        text.append(style.joint).append(SMALL[rest % 10]);
      }
    } else if (rest > 0) {
      text.append(SMALL[rest]);
    }
    text.append(unit);
  }

  /** Returns a tenth of the numbers with so many digits; 0 for those below 100. */
  private static int heldOutLimit(int digits) {
    return digits < 3 ? 0 : numbersOf(digits) / 10;
  }

  /**
   * Returns the count of all short numbers, or half of the long ones, so that drawing an unused one
   * stays fast.
   */
  private static int trainingLimit(int digits) {
    return digits <= 3 ? numbersOf(digits) : numbersOf(digits) / 2;
  }

  /** Returns the count of numbers with so many digits. */
  private static int numbersOf(int digits) {
    return digits == 1 ? 10 : 9 * powerOfTen(digits - 1);
  }

  private static int powerOfTen(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /**
   * The greatest count of numbers with so many digits that may be used in total, including earlier
   * draws.
   */
  private interface Limit {
    int of(int digits);
  }

  /** Draws numbers that it has not drawn before. */
  private static final class Sampler {
    private final Random random;
    private final Set<Integer> used = new HashSet<>();
    private final int[] drawn = new int[MOST_DIGITS + 1];

    Sampler(Random random) {
      this.random = random;
    }

    /** Draws in turn from every count of digits that is within the limit, then shuffles. */
    List<SentencePair> draw(int size, Limit limit) {
      List<SentencePair> pairs = new ArrayList<>(size);
      while (pairs.size() < size) {
        int before = pairs.size();
        for (int digits = MOST_DIGITS; digits > 0 && pairs.size() < size; digits--) {
          if (drawn[digits] < limit.of(digits)) {
            pairs.add(pair(unusedOf(digits)));
          }
        }
        if (pairs.size() == before) {
          throw new IllegalStateException("no numbers left");
        }
      }
      Collections.shuffle(pairs, random);
      return pairs;
    }

    private SentencePair pair(int number) {
      Style[] styles = Style.values();
      return new SentencePair(
          words(number, styles[random.nextInt(styles.length)]), Integer.toString(number));
    }

    private int unusedOf(int digits) {
      int number = numberOf(digits);
      while (!used.add(number)) {
        number = numberOf(digits);
      }
      drawn[digits]++;
      return number;
    }

    private int numberOf(int digits) {
      int number = digits == 1 ? random.nextInt(10) : 1 + random.nextInt(9);
      int place = digits - 2;
      while (place >= 0) {
        if (place % 3 == 2 && random.nextInt(6) == 0) {
          number *= 1_000;
          place -= 3;
        } else {
          number = 10 * number + (random.nextInt(5) == 0 ? 0 : random.nextInt(10));
          place--;
        }
      }
      return number;
    }
  }
}
