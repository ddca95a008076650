package org.dragoman.plugins.context;

/** The configuration of a context strategy that has no options. */
public record NoOptions() {}
