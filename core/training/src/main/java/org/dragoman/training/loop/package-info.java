/** The training loop: updates, stopping criteria, and the reports of progress. */
@NullMarked
package org.dragoman.training.loop;

import org.jspecify.annotations.NullMarked;
