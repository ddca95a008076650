/**
 * Lists that may be larger than the heap: up to a limit they stay in it, beyond that they go to
 * files. They are read in order or shuffled. They work for any kind of record.
 */
@NullMarked
package org.dragoman.corpus.store;

import org.jspecify.annotations.NullMarked;
