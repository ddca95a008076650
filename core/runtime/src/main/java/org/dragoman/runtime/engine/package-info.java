/**
 * The one place that knows the PyTorch engine: devices, gradient mode, backward, random seeds, and
 * the TorchScript kernels for what DJL's arrays lack.
 */
@NullMarked
package org.dragoman.runtime.engine;

import org.jspecify.annotations.NullMarked;
