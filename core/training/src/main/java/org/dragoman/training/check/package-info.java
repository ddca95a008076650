/** Checks corpora before training, and a run after it. */
@NullMarked
package org.dragoman.training.check;

import org.jspecify.annotations.NullMarked;
