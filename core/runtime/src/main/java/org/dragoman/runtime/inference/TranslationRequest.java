package org.dragoman.runtime.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.spi.SearchFeature;

/**
 * A line to be translated, and what is asked of its translation. Prefix and phrases are cleaned as
 * a source is (see {@link Cleaner}): white space at their ends and invisible characters do not
 * count.
 *
 * @param text of the source
 * @param prefix what the translation begins with, in whole words; empty for anything
 * @param required phrases that the translation must hold
 * @param banned phrases that it must not hold
 */
public record TranslationRequest(
    String text, String prefix, List<String> required, List<String> banned) {

  /**
   * Cleans what is asked.
   *
   * @throws DragomanException of kind DATA where a phrase is empty or has nothing that a reader
   *     sees
   */
  public TranslationRequest {
    prefix = Cleaner.clean(prefix);
    required = phrases("required", required);
    banned = phrases("banned", banned);
  }

  private static List<String> phrases(String kind, List<String> phrases) {
    if (phrases.stream().anyMatch(Cleaner::isBlank)) {
      throw DragomanException.data(
          "A %s phrase is empty. Give a word, or leave it out.".formatted(kind));
    }
    return phrases.stream().map(Cleaner::clean).toList();
  }

  /** A line of whose translation nothing is asked. */
  public static TranslationRequest of(String text) {
    return new TranslationRequest(text, "", List.of(), List.of());
  }

  /** What the search must be able to do for it. */
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
