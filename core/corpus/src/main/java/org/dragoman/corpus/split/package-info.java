/** Divides a corpus into parts of which none has a sentence of another. */
@NullMarked
package org.dragoman.corpus.split;

import org.jspecify.annotations.NullMarked;
