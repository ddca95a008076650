/** How well a model does on the dev set, and the best validation so far. */
@NullMarked
package org.dragoman.training.validation;

import org.jspecify.annotations.NullMarked;
