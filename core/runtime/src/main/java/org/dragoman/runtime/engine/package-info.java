/**
 * The only package that uses the PyTorch engine directly: devices, gradient mode, backward passes,
 * random seeds, and TorchScript kernels for operations that DJL's arrays lack.
 */
@NullMarked
package org.dragoman.runtime.engine;

import org.jspecify.annotations.NullMarked;
