/**
 * Parallel corpora: what a configuration says of them, readers of each form, and filters. Pairs are
 * streamed; no class here holds a corpus.
 */
@NullMarked
package org.dragoman.corpus;

import org.jspecify.annotations.NullMarked;
