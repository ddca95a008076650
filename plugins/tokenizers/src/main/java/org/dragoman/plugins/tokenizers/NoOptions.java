package org.dragoman.plugins.tokenizers;

/** The configuration of a tokenizer that has no options. */
public record NoOptions() {}
