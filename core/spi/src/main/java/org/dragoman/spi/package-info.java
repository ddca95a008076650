/**
 * What the author of a Dragoman plugin sees: one small interface for each kind of component, the
 * records that flow between them, and {@link org.dragoman.spi.Plugin} to register them.
 *
 * <p>Tensors are DJL's {@code NDArray}, time-major ({@code [T, B, ...]}) unless a method says
 * otherwise. A component never names a device or a float type: it takes both from its inputs.
 */
@NullMarked
package org.dragoman.spi;

import org.jspecify.annotations.NullMarked;
