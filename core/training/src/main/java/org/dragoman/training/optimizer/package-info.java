/** Updates weights by their gradients: optimizers, clipping, learning rate, averages. */
@NullMarked
package org.dragoman.training.optimizer;

import org.jspecify.annotations.NullMarked;
