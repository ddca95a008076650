@NullMarked
package org.dragoman.evaluation.analysis;

import org.jspecify.annotations.NullMarked;
