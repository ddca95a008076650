/** Tells how certain a difference between scores is: confidence intervals and paired tests. */
@NullMarked
package org.dragoman.evaluation.significance;

import org.jspecify.annotations.NullMarked;
