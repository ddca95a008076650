/** Detects a diverging loss, and goes back to a good checkpoint. */
@NullMarked
package org.dragoman.training.guard;

import org.jspecify.annotations.NullMarked;
