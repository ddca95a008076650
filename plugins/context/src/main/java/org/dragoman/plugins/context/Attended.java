package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;

/**
 * What attention gives for several queries, batch first.
 *
 * @param contexts {@code [B, T, C]}
 * @param weights {@code [B, T, S]}
 */
record Attended(NDArray contexts, NDArray weights) {}
