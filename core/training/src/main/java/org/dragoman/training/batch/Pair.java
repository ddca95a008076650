package org.dragoman.training.batch;

/**
 * A sentence pair as ids.
 *
 * @param source with the end mark
 * @param target without marks
 */
public record Pair(int[] source, int[] target) {}
