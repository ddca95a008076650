/** Holds the documentation against the code: the reference, and every example in it. */
@NullMarked
package org.dragoman.docs;

import org.jspecify.annotations.NullMarked;
