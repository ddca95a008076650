/**
 * Reports on corpora before training: counts, lengths, suspicious pairs, duplicates and overlaps
 * between parts. Nothing here prints.
 */
@NullMarked
package org.dragoman.corpus.report;

import org.jspecify.annotations.NullMarked;
