package org.dragoman.plugins.tokenizers;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Explains an exception of Lucene in one line. */
final class Reason {
  /** The message of {@link Enum#valueOf} for a nested class. */
  private static final Pattern NO_CONSTANT = Pattern.compile("No enum constant (.+)\\.(.+)\\.(.*)");

  private Reason() {}

  /** Returns the messages of an exception and of its cause. */
  static String of(Throwable e) {
    if (e instanceof StackOverflowError) {
      return "a regular expression goes too deep; write it with possessive repetitions, such as 'a*+'";
    }
    String message =
        e.getMessage() == null || e.getMessage().isBlank()
            ? e.getClass().getSimpleName()
            : constants(e.getMessage().lines().findFirst().orElseThrow());
    return e.getCause() == null ? message : message + ": " + of(e.getCause());
  }

  private static String constants(String message) {
    Matcher parts = NO_CONSTANT.matcher(message);
    if (!parts.matches()) {
      return message;
    }
    try {
      Object[] known = Class.forName(parts.group(1) + "$" + parts.group(2)).getEnumConstants();
      return "there is no %s '%s'; known: %s"
          .formatted(
              parts.group(2),
              parts.group(3).toLowerCase(Locale.ROOT),
              Arrays.stream(known)
                  .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ")));
    } catch (ClassNotFoundException e) {
      return message;
    }
  }
}
