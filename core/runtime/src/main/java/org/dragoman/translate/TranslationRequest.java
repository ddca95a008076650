package org.dragoman.translate;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.spi.SearchFeature;

/**
 * A line to translate, with constraints for its translation. Prefix and phrases are cleaned like a
 * source (see {@link Cleaner}): white space at their ends and invisible characters do not count. A
 * line feed in any part is refused when the line is translated, because it would end the line.
 *
 * @param text of the source
 * @param prefix the beginning of the translation, in whole words; empty for none
 * @param required phrases that the translation must contain
 * @param banned phrases that it must not contain
 */
public record TranslationRequest(
    String text, String prefix, List<String> required, List<String> banned) {

  /**
   * Cleans prefix and phrases.
   *
   * @throws NullPointerException naming what is null
   * @throws DragomanException of kind DATA if a phrase is empty or has no visible character
   */
  public TranslationRequest {
    Objects.requireNonNull(text, "the text of a request is null");
    Objects.requireNonNull(
        prefix, "the prefix of a request is null; an empty one asks for nothing");
    prefix = clean(prefix);
    required = phrases("required", required);
    banned = phrases("banned", banned);
  }

  private static List<String> phrases(String kind, List<String> phrases) {
    Objects.requireNonNull(phrases, "the phrases of a request are null");
    phrases.forEach(phrase -> Objects.requireNonNull(phrase, "a phrase of a request is null"));
    if (phrases.stream().anyMatch(Cleaner::isBlank)) {
      throw DragomanException.data(
          "A %s phrase is empty. Give a word, or leave it out.".formatted(kind));
    }
    return phrases.stream().map(TranslationRequest::clean).toList();
  }

  /** Cleans a part, but keeps line feeds, so that they are refused later. */
  private static String clean(String part) {
    return isBroken(part) ? part : Cleaner.clean(part);
  }

  /** Returns a request that asks nothing of the translation of a line. */
  public static TranslationRequest of(String text) {
    return new TranslationRequest(text, "", List.of(), List.of());
  }

  /** Returns requests that ask nothing of the translations of lines. */
  public static List<TranslationRequest> of(List<String> lines) {
    return lines.stream().map(TranslationRequest::of).toList();
  }

  /** Returns the request without what must occur, for the later parts of a line in parts. */
  TranslationRequest withBannedOnly() {
    return new TranslationRequest(text, "", List.of(), banned);
  }

  /** Which part holds a line feed; empty where none does. */
  Optional<String> brokenPart() {
    if (isBroken(text)) {
      return Optional.of("the text");
    }
    if (isBroken(prefix)) {
      return Optional.of("its prefix");
    }
    if (required.stream().anyMatch(TranslationRequest::isBroken)) {
      return Optional.of("a required phrase");
    }
    return banned.stream().anyMatch(TranslationRequest::isBroken)
        ? Optional.of("a banned phrase")
        : Optional.empty();
  }

  private static boolean isBroken(String part) {
    return part.indexOf('\n') >= 0;
  }

  /** Returns the features that the search needs for this request. */
  Set<SearchFeature> features() {
    Set<SearchFeature> features = EnumSet.noneOf(SearchFeature.class);
    if (!prefix.isEmpty()) {
      features.add(SearchFeature.PREFIX);
    }
    if (!required.isEmpty()) {
      features.add(SearchFeature.REQUIRED);
    }
    if (!banned.isEmpty()) {
      features.add(SearchFeature.BANNED);
    }
    return features;
  }
}
