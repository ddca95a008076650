/** The loss of a batch: cross-entropy, label smoothing, guided alignment, word weights. */
@NullMarked
package org.dragoman.training.objective;

import org.jspecify.annotations.NullMarked;
