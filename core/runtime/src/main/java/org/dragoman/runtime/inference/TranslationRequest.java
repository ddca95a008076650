package org.dragoman.runtime.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.SearchFeature;

/**
 * A line to be translated, and what is asked of its translation.
 *
 * @param text of the source
 * @param prefix what the translation begins with, in whole words; empty for anything
 * @param required phrases that the translation must hold
 * @param banned phrases that it must not hold
 */
public record TranslationRequest(
    String text, String prefix, List<String> required, List<String> banned) {

  /** Copies the lists; phrases that are empty or white space only are left out. */
  public TranslationRequest {
    required = phrases(required);
    banned = phrases(banned);
  }

  private static List<String> phrases(List<String> phrases) {
    return phrases.stream().filter(phrase -> !SourceReader.isBlank(phrase)).toList();
  }

  /** A line of whose translation nothing is asked. */
  public static TranslationRequest of(String text) {
    return new TranslationRequest(text, "", List.of(), List.of());
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
