/** What a run keeps to go on where it was stopped: weights, optimizer, progress. */
@NullMarked
package org.dragoman.training.checkpoint;

import org.jspecify.annotations.NullMarked;
