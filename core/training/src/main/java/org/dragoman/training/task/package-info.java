/** What each type of model makes of a run: examples, loss, validation, scores. */
@NullMarked
package org.dragoman.training.task;

import org.jspecify.annotations.NullMarked;
