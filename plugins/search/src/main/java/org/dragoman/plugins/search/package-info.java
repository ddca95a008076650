/** The built-in search strategies: {@code greedy} and {@code beam}. */
@NullMarked
package org.dragoman.plugins.search;

import org.jspecify.annotations.NullMarked;
