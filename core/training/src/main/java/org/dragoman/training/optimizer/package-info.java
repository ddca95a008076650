/** How weights are changed by their gradients: optimizers, clipping, and the learning rate. */
@NullMarked
package org.dragoman.training.optimizer;

import org.jspecify.annotations.NullMarked;
