package org.dragoman.cli.data;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.dragoman.cli.data.NumberCorpus.Style;
import org.dragoman.runtime.file.SentencePair;

/**
 * Dates as numbers and as English words: {@code 2 0 2 6 12 1 2} and {@code Tuesday, December the
 * first, twenty twenty-six}. The numbers are the four digits of the year, the month, the day of the
 * month and the day of the week, Monday being 1.
 */
public final class DateCorpus {
  /** The first and the last year. */
  private static final int FIRST_YEAR = 1000;

  private static final int YEARS = 2000;
  private static final int DAYS_A_YEAR = 366;
  private static final String[] ORDINALS = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth"
  };

  private DateCorpus() {}

  /** Draws different days of the years 1000 to 2999. */
  public static MadeCorpus generate(long seed, MadeCorpus.Sizes sizes) {
    return MadeCorpus.draw(
        seed,
        sizes,
        random -> {
          int year = FIRST_YEAR + random.nextInt(YEARS);
          int days = LocalDate.ofYearDay(year, 1).lengthOfYear();
          return pair(LocalDate.ofYearDay(year, 1 + random.nextInt(DAYS_A_YEAR) % days));
        });
  }

  private static SentencePair pair(LocalDate date) {
    String year = String.valueOf(date.getYear()).replace("", " ").strip();
    String numbers =
        "%s %d %d %d"
            .formatted(
                year, date.getMonthValue(), date.getDayOfMonth(), date.getDayOfWeek().getValue());
    return new SentencePair(numbers, words(date));
  }

  /** The date in words. */
  static String words(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    Month month = date.getMonth();
    return "%s, %s the %s, %s"
        .formatted(
            day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
            month.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
            ordinal(date.getDayOfMonth()),
            year(date.getYear()));
  }

  private static String ordinal(int day) {
    if (day <= ORDINALS.length) {
      return ORDINALS[day - 1];
    }
    if (day == 30) {
      return "thirtieth";
    }
    return (day < 30 ? "twenty-" : "thirty-") + ORDINALS[day % 10 - 1];
  }

  /** Reads a year as English does: 1066, 1900, 1905, 2000, 2007, 2026. */
  private static String year(int year) {
    int century = year / 100;
    int rest = year % 100;
    if (rest < 10 && century % 10 == 0) {
      String thousands = NumberCorpus.words(century / 10, Style.AND_HYPHEN) + " thousand";
      return rest == 0
          ? thousands
          : thousands + " and " + NumberCorpus.words(rest, Style.AND_HYPHEN);
    }
    String hundreds = NumberCorpus.words(century, Style.AND_HYPHEN);
    if (rest == 0) {
      return hundreds + " hundred";
    }
    return hundreds + (rest < 10 ? " oh " : " ") + NumberCorpus.words(rest, Style.AND_HYPHEN);
  }
}
