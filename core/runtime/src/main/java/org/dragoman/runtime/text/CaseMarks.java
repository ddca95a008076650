package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.spi.Tokenizer;

/**
 * Truecasing without a second model: it turns the tokens of a tokenizer into lower case, and puts a
 * mark before each token that was not lower case. So a model has one embedding for a word in all
 * its cases, and learns to output the marks.
 *
 * <table>
 * <caption>The marks</caption>
 * <tr><td>none</td><td>lower, or without case</td><td>{@code the}, {@code 42}</td></tr>
 * <tr><td>U+FFEA ￪</td><td>title</td><td>{@code The} is {@code ￪ the}</td></tr>
 * <tr><td>U+FFEB ￫</td><td>upper, two letters or more</td><td>{@code NATO} is {@code ￫ nato}</td></tr>
 * <tr><td>U+FFEC ￬</td><td>mixed: the token stands as it is</td><td>{@code ￬ iPhone}</td></tr>
 * </table>
 *
 * <p>It is reversible: if a token cannot be restored from its lower case, as with some letters, it
 * counts as mixed, and so does a token that begins with a mark.
 */
final class CaseMarks implements Tokenizer {
  private static final String TITLE = "\uFFEA";
  private static final String UPPER = "\uFFEB";
  private static final String MIXED = "\uFFEC";
  private static final String UNKNOWN = Vocabulary.SPECIALS.get(Vocabulary.UNK);

  private final Tokenizer tokenizer;

  CaseMarks(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public List<String> encode(String text) {
    List<String> marked = new ArrayList<>();
    for (String token : tokenizer.encode(text)) {
      String lower = token.toLowerCase(Locale.ROOT);
      if (hasMark(token)) {
        marked.add(MIXED);
        marked.add(token);
      } else if (lower.equals(token)) {
        marked.add(token);
      } else {
        String mark = mark(token, lower);
        marked.add(mark);
        marked.add(mark.equals(MIXED) ? token : lower);
      }
    }
    return marked;
  }

  private static String mark(String token, String lower) {
    if (lower.contains(UNKNOWN)) {
      return MIXED;
    }
    if (title(lower).equals(token)) {
      return TITLE;
    }
    return upper(lower).equals(token) ? UPPER : MIXED;
  }

  /**
   * Accepts any tokens. A mark without a token after it is dropped, of several marks the last
   * counts, and a mark that a model joined to a token counts as one before it. An unknown piece has
   * no case.
   */
  @Override
  public String decode(List<String> tokens) {
    List<String> plain = new ArrayList<>(tokens.size());
    String mark = "";
    for (String token : tokens) {
      String rest = token;
      while (hasMark(rest) && !mark.equals(MIXED)) {
        mark = rest.substring(0, 1);
        rest = rest.substring(1);
      }
      if (!rest.isEmpty()) {
        plain.add(withCase(mark, rest));
        mark = "";
      }
    }
    return tokenizer.decode(plain);
  }

  private static String withCase(String mark, String token) {
    return switch (mark) {
      case TITLE -> title(token).replace(title(UNKNOWN), UNKNOWN);
      case UPPER -> upper(token).replace(upper(UNKNOWN), UNKNOWN);
      default -> token;
    };
  }

  /** Returns whether a token is a case mark. */
  static boolean isMark(String token) {
    return token.length() == 1 && hasMark(token);
  }

  /**
   * Shows the effect of a mark by an example: {@code Aa} for title case; empty for any other token.
   */
  static Optional<String> example(String token) {
    return switch (token) {
      case TITLE -> Optional.of("Aa");
      case UPPER -> Optional.of("AA");
      case MIXED -> Optional.of("aA");
      default -> Optional.empty();
    };
  }

  private static boolean hasMark(String token) {
    return token.startsWith(TITLE) || token.startsWith(UPPER) || token.startsWith(MIXED);
  }

  /** Turns the first letter with a case into a title letter; a joiner mark may be before it. */
  private static String title(String lower) {
    for (int i = 0; i < lower.length(); ) {
      int letter = lower.codePointAt(i);
      int title = Character.toTitleCase(letter);
      int next = i + Character.charCount(letter);
      if (title != letter) {
        return lower.substring(0, i) + Character.toString(title) + lower.substring(next);
      }
      i = next;
    }
    return lower;
  }

  private static String upper(String lower) {
    return lower.toUpperCase(Locale.ROOT);
  }
}
