@NullMarked
package org.dragoman.evaluation.significance;

import org.jspecify.annotations.NullMarked;
