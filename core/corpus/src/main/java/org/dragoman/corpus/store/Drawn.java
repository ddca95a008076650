package org.dragoman.corpus.store;

/**
 * A record as a {@link Shuffle} gives it.
 *
 * @param key the random number that it was drawn by; no other one of the shuffle has it
 * @param value the record
 * @param <T> what a record is
 */
public record Drawn<T>(long key, T value) {}
