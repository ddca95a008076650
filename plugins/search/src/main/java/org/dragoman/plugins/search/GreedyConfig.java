package org.dragoman.plugins.search;

/** Greedy search has nothing to configure. */
public record GreedyConfig() {}
