/** From raw source text to raw target text with a model that is ready. */
@NullMarked
package org.dragoman.runtime.inference;

import org.jspecify.annotations.NullMarked;
