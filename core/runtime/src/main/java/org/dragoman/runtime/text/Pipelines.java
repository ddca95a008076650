package org.dragoman.runtime.text;

/**
 * The text pipelines of both sides of a translator.
 *
 * @param source from raw source text to ids
 * @param target from ids to raw target text
 * @param shared whether both are one
 */
public record Pipelines(TextPipeline source, TextPipeline target, boolean shared) {}
