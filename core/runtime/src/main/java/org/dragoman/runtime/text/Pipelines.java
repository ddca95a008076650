package org.dragoman.runtime.text;

/**
 * The text pipelines of both sides of a translator.
 *
 * @param source from raw source text to ids
 * @param target from ids to raw target text
 * @param shared whether both have one subword model and one vocabulary
 */
public record Pipelines(TextPipeline source, TextPipeline target, boolean shared) {
  /** The same pipelines, of which the source's cleans the text first; the target's never does. */
  public Pipelines cleaningSource() {
    return new Pipelines(source.cleaning(), target, shared);
  }
}
