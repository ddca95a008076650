/** Chooses the search of a translator, and limits its width. */
@NullMarked
package org.dragoman.runtime.search;

import org.jspecify.annotations.NullMarked;
