/** Sentences of ids, padded to batches of arrays. */
@NullMarked
package org.dragoman.runtime.batch;

import org.jspecify.annotations.NullMarked;
