/**
 * What there is to know of a corpus before a model is trained on it: counts, lengths, suspicious
 * pairs, and what its parts have in common. Nothing here prints.
 */
@NullMarked
package org.dragoman.corpus.report;

import org.jspecify.annotations.NullMarked;
