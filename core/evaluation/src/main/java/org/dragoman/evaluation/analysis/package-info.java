/** Where a system is good and where it is not: scores of parts of a corpus, and lengths. */
@NullMarked
package org.dragoman.evaluation.analysis;

import org.jspecify.annotations.NullMarked;
