package org.dragoman.plugins.tokenizers.subword;

/**
 * A piece of a unigram language model.
 *
 * @param text its characters
 * @param score its log-probability
 */
record Piece(String text, double score) {}
