/** Systems side by side on one test set: their scores, the differences, and every segment. */
@NullMarked
package org.dragoman.evaluation.comparison;

import org.jspecify.annotations.NullMarked;
