/** Tests of the scores. */
@NullMarked
package org.dragoman.evaluation;

import org.jspecify.annotations.NullMarked;
