/**
 * How far the gradient goes back in time, and which tokens the decoder gets as input in training.
 */
@NullMarked
package org.dragoman.training.backprop;

import org.jspecify.annotations.NullMarked;
