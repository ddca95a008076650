/** Measures what training does to a network. */
@NullMarked
package org.dragoman.training.inspect;

import org.jspecify.annotations.NullMarked;
