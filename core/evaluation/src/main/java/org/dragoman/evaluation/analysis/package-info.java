/** Analyses of where a system is good or bad: the scores of parts of a corpus, and lengths. */
@NullMarked
package org.dragoman.evaluation.analysis;

import org.jspecify.annotations.NullMarked;
