package org.dragoman.corpus.report;

/**
 * A pair that a report shows as an example.
 *
 * @param line of it, counted from 1
 * @param source shortened
 * @param target shortened
 */
public record Example(long line, String source, String target) {}
