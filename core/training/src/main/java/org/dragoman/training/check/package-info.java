/** Looks at corpora before a training, and at a run after it. */
@NullMarked
package org.dragoman.training.check;

import org.jspecify.annotations.NullMarked;
