package org.dragoman.corpus.store;

/**
 * A record drawn by a {@link Shuffle}.
 *
 * @param key its random sort key, unique within the shuffle
 * @param value the record
 * @param <T> what a record is
 */
public record Drawn<T>(long key, T value) {}
