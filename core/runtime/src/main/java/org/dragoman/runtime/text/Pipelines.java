package org.dragoman.runtime.text;

/**
 * The text pipelines of both sides of a translator.
 *
 * @param source from raw source text to ids
 * @param target from ids to raw target text
 * @param shared whether both sides share one subword model and one vocabulary
 */
public record Pipelines(TextPipeline source, TextPipeline target, boolean shared) {
  /**
   * Returns the same pipelines, but the source's cleans the text first; the target's never does.
   */
  public Pipelines cleaningSource() {
    return new Pipelines(source.cleaning(), target, shared);
  }
}
