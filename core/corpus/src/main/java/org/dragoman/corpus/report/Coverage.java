package org.dragoman.corpus.report;

/**
 * How many words of a held-out corpus occur in the training text.
 *
 * @param corpus its name
 * @param source of its sources
 * @param target of its targets
 */
public record Coverage(String corpus, SideCoverage source, SideCoverage target) {}
