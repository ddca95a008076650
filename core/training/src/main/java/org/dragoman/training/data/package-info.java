/** From corpora to the batches of an epoch: reading, holding out, encoding to ids, shuffling. */
@NullMarked
package org.dragoman.training.data;

import org.jspecify.annotations.NullMarked;
