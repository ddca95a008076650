package org.dragoman.plugins.tokenizers.subword;

/**
 * A piece of a unigram language model.
 *
 * @param text what it is spelled like
 * @param score its log-probability
 */
record Piece(String text, double score) {}
