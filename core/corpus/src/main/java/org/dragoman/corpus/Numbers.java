package org.dragoman.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares the numbers in two texts. 1,000 and 1.000 and 1000 are equal: groups of three digits are
 * joined, whatever mark is between them. Any other mark separates two numbers: 3.5 equals 3,5
 * because both are 3 and 5, and the order of a date does not matter. Leading zeros are ignored; the
 * digits of every script are equal.
 */
public final class Numbers {
  private static final String GROUP_MARKS = "[.,'\u2019\u066C \u00A0\u2009\u202F]";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<!\\p{Nd})\\p{Nd}{1,3}(?:" + GROUP_MARKS + "\\p{Nd}{3})+(?!\\p{Nd})|\\p{Nd}+");

  private Numbers() {}

  /**
   * Returns whether two texts have the same numbers, each the same number of times, in any order.
   */
  public static boolean agree(String a, String b) {
    return of(a).equals(of(b));
  }

  private static List<String> of(String text) {
    if (text.codePoints().noneMatch(Character::isDigit)) {
      return List.of();
    }
    List<String> numbers =
        new ArrayList<>(NUMBER.matcher(text).results().map(Numbers::digits).toList());
    numbers.sort(null);
    return numbers;
  }

  private static String digits(MatchResult number) {
    StringBuilder digits = new StringBuilder();
    number
        .group()
        .codePoints()
        .filter(Character::isDigit)
        .forEach(digit -> digits.append(Character.digit(digit, 10)));
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
