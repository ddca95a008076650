package org.dragoman.runtime.file;

import org.jspecify.annotations.Nullable;

/**
 * A sentence and its translation.
 *
 * @param source the sentence
 * @param target its translation
 * @param alignment the word alignment in Pharaoh format: {@code 0-0 1-2}, pairs of word indices
 *     from 0, separated by spaces; null if it is not known
 */
public record SentencePair(String source, String target, @Nullable String alignment) {
  /** Creates a pair without an alignment. */
  public SentencePair(String source, String target) {
    this(source, target, null);
  }
}
