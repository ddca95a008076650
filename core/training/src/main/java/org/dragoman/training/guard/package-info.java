/** What keeps a run from being lost to a loss that goes out of bounds. */
@NullMarked
package org.dragoman.training.guard;

import org.jspecify.annotations.NullMarked;
