/** Divides a corpus into parts that share no sentence. */
@NullMarked
package org.dragoman.corpus.split;

import org.jspecify.annotations.NullMarked;
