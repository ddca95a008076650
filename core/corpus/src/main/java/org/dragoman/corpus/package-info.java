/**
 * Parallel corpora: their configuration, a reader for each form, and filters. Pairs are streamed;
 * no class here holds a whole corpus.
 */
@NullMarked
package org.dragoman.corpus;

import org.jspecify.annotations.NullMarked;
