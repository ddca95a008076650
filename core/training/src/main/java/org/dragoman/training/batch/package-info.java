/** Batches of sentence pairs as ids: how they are put together, and how they get onto a device. */
@NullMarked
package org.dragoman.training.batch;

import org.jspecify.annotations.NullMarked;
