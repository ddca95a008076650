/**
 * Sequences that may be larger than the heap: in it up to a limit, beyond that in files, read in
 * order or shuffled. They know nothing of what they hold.
 */
@NullMarked
package org.dragoman.corpus.store;

import org.jspecify.annotations.NullMarked;
