/** Checkpoints, from which a stopped run goes on: weights, optimizer, progress. */
@NullMarked
package org.dragoman.training.checkpoint;

import org.jspecify.annotations.NullMarked;
