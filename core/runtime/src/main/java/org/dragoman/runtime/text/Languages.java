package org.dragoman.runtime.text;

import com.ibm.icu.util.ULocale;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.dragoman.spi.Option;

/**
 * The languages of a translator, by their BCP 47 tags.
 *
 * @param source the language that it translates from
 * @param target the language that it translates into
 */
public record Languages(
    @Option("Language to translate from, a BCP 47 tag such as en or pt-BR.") String source,
    @Option("Language to translate into, a BCP 47 tag.") String target) {

  private static final Set<String> WITHOUT_SPACES =
      Set.of("ja", "zh", "cmn", "yue", "th", "lo", "km", "my", "bo", "dz");

  /** Checks the tags. */
  public Languages {
    requireTag("source", source);
    requireTag("target", target);
  }

  private static void requireTag(String name, String tag) {
    if (!isTag(tag)) {
      throw new IllegalArgumentException(
          name + " must be a BCP 47 language tag such as en, pt-BR or zh-Hant, got '" + tag + "'");
    }
  }

  /** Returns whether a language is written with spaces between words. */
  public static boolean hasSpaces(String tag) {
    return !WITHOUT_SPACES.contains(code(tag));
  }

  /**
   * Returns the language code of a tag, with two letters if such a code exists: {@code ja} for
   * {@code jpn}.
   */
  public static String code(String tag) {
    return ULocale.forLanguageTag(tag).getLanguage();
  }

  /**
   * Returns whether a tag is well-formed and begins with a language; names such as "english" do
   * not.
   */
  public static boolean isTag(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build().getLanguage().matches("[a-z]{2,3}");
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
