/** How the loss of a batch and its gradients are computed. */
@NullMarked
package org.dragoman.training.regime;

import org.jspecify.annotations.NullMarked;
