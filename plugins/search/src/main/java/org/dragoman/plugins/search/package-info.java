/** The built-in search strategies; {@link org.dragoman.plugins.search.SearchPlugin} names them. */
@NullMarked
package org.dragoman.plugins.search;

import org.jspecify.annotations.NullMarked;
