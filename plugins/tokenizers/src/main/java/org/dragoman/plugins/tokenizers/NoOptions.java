package org.dragoman.plugins.tokenizers;

/** The configuration of a tokenizer that has nothing to choose. */
public record NoOptions() {}
