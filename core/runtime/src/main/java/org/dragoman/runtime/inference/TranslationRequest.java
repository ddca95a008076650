package org.dragoman.runtime.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dragoman.spi.SearchFeature;

/**
 * A line to be translated, and what is asked of its translation. A line feed in any of these is
 * refused when it is translated: it is the one thing that ends a line.
 *
 * @param text of the source
 * @param prefix what the translation begins with, in whole words; empty for anything
 * @param required phrases that the translation must hold
 * @param banned phrases that it must not hold
 */
public record TranslationRequest(
    String text, String prefix, List<String> required, List<String> banned) {

  /**
   * Copies the lists; phrases that are empty or white space only are left out.
   *
   * @throws NullPointerException naming what is null
   */
  public TranslationRequest {
    Objects.requireNonNull(text, "the text of a request is null");
    Objects.requireNonNull(
        prefix, "the prefix of a request is null; an empty one asks for nothing");
    required = phrases(required);
    banned = phrases(banned);
  }

  private static List<String> phrases(List<String> phrases) {
    Objects.requireNonNull(phrases, "the phrases of a request are null");
    phrases.forEach(phrase -> Objects.requireNonNull(phrase, "a phrase of a request is null"));
    return phrases.stream().filter(phrase -> !SourceReader.isBlank(phrase)).toList();
  }

  /** A line of whose translation nothing is asked. */
  public static TranslationRequest of(String text) {
    return new TranslationRequest(text, "", List.of(), List.of());
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

  /** What the search must be able to do for it. */
  Set<SearchFeature> features() {
    Set<SearchFeature> features = EnumSet.noneOf(SearchFeature.class);
    if (!SourceReader.isBlank(prefix)) {
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
