/** Which search a translator uses, and how wide it may be. */
@NullMarked
package org.dragoman.runtime.search;

import org.jspecify.annotations.NullMarked;
