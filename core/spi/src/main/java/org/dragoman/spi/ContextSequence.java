package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of all steps at once.
 *
 * @param contexts {@code [T, B, C]}
 * @param weights {@code [T, B, S]}, as {@link ContextStep#weights}; null where the strategy has
 *     none
 */
public record ContextSequence(NDArray contexts, @Nullable NDArray weights) {}
