/** Scores of labels: accuracy, F1, confusion matrix. */
@NullMarked
package org.dragoman.evaluation.label;

import org.jspecify.annotations.NullMarked;
