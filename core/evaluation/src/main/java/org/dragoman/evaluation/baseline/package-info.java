/** Models without a network, to hold networks against. */
@NullMarked
package org.dragoman.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
