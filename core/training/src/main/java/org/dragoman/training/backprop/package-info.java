/** How far the gradient goes back in time, and what the decoder is fed in training. */
@NullMarked
package org.dragoman.training.backprop;

import org.jspecify.annotations.NullMarked;
