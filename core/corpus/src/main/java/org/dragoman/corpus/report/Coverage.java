package org.dragoman.corpus.report;

/**
 * How much of a corpus that is held out a model has seen in training.
 *
 * @param corpus its name
 * @param source of its sources
 * @param target of its targets
 */
public record Coverage(String corpus, SideCoverage source, SideCoverage target) {}
