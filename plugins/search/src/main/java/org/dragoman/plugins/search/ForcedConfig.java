package org.dragoman.plugins.search;

/** Forced decoding has nothing to configure. */
public record ForcedConfig() {}
