package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;

/**
 * The result of attention for several queries, batch first.
 *
 * @param contexts {@code [B, T, C]}
 * @param weights {@code [B, T, S]}
 */
record Attended(NDArray contexts, NDArray weights) {}
