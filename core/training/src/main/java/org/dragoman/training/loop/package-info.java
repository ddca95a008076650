/** The training loop: updates, the end of a run, and what is told on the way. */
@NullMarked
package org.dragoman.training.loop;

import org.jspecify.annotations.NullMarked;
