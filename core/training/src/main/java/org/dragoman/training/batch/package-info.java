/** Puts sentence pairs into batches of ids, and moves them to a device. */
@NullMarked
package org.dragoman.training.batch;

import org.jspecify.annotations.NullMarked;
