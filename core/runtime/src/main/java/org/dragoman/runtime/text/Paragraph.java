package org.dragoman.runtime.text;

import java.util.List;

/**
 * A text, divided into its sentences and the white space around them.
 *
 * @param sentences without white space at their ends
 * @param gaps the white space before the first sentence, between each two and after the last; one
 *     more than there are sentences
 */
public record Paragraph(List<String> sentences, List<String> gaps) {
  /** Copies the lists. */
  public Paragraph {
    sentences = List.copyOf(sentences);
    gaps = List.copyOf(gaps);
    if (gaps.size() != sentences.size() + 1) {
      throw new IllegalArgumentException(
          "%d sentences have %d gaps around them, got %d"
              .formatted(sentences.size(), sentences.size() + 1, gaps.size()));
    }
  }

  /**
   * Returns the text with other sentences and the same gaps.
   *
   * @param translations one for each sentence
   * @param noGap the text to put between two sentences that had nothing between them
   */
  public String with(List<String> translations, String noGap) {
    if (translations.size() != sentences.size()) {
      throw new IllegalArgumentException(
          "%d sentences cannot be replaced by %d".formatted(sentences.size(), translations.size()));
    }
    StringBuilder text = new StringBuilder(gaps.get(0));
    for (int i = 0; i < translations.size(); i++) {
      String gap = gaps.get(i + 1);
      boolean inside = i + 1 < translations.size();
      text.append(translations.get(i)).append(inside && gap.isEmpty() ? noGap : gap);
    }
    return text.toString();
  }
}
