package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one step of a {@link ContextStrategy}.
 *
 * @param context {@code [B, C]}
 * @param weights {@code [B, S]}, how much each source position counted (rows sum to 1), or null
 *     where the strategy has no weights
 * @param state for the next step
 */
public record ContextStep(NDArray context, @Nullable NDArray weights, ContextState state) {}
