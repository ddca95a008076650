package org.dragoman.runtime.file;

import org.jspecify.annotations.Nullable;

/**
 * A sentence and its translation.
 *
 * @param source the sentence
 * @param target its translation
 * @param alignment which words of both belong together, in Pharaoh's form: {@code 0-0 1-2}, numbers
 *     of words divided by spaces, from 0; null where it is not known
 */
public record SentencePair(String source, String target, @Nullable String alignment) {
  /** A pair without an alignment. */
  public SentencePair(String source, String target) {
    this(source, target, null);
  }
}
