/** Scores a model on the dev set, and keeps the best validation. */
@NullMarked
package org.dragoman.training.validation;

import org.jspecify.annotations.NullMarked;
