package org.dragoman.runtime.text;

/**
 * A sentence and its translation.
 *
 * @param source the sentence
 * @param target its translation
 */
public record SentencePair(String source, String target) {}
