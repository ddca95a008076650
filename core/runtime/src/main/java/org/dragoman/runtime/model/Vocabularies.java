package org.dragoman.runtime.model;

import org.dragoman.runtime.text.Pipelines;

/**
 * The sizes of the vocabularies that a model is made for.
 *
 * @param source number of source tokens
 * @param target number of target tokens
 * @param shared whether both are one vocabulary
 */
public record Vocabularies(int source, int target, boolean shared) {
  /** Return the sizes of text pipelines. */
  public static Vocabularies of(Pipelines pipelines) {
    return new Vocabularies(
        pipelines.source().vocabulary().size(),
        pipelines.target().vocabulary().size(),
        pipelines.shared());
  }
}
