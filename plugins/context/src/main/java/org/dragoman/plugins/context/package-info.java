/** The built-in context strategies: how a decoder looks at the source. */
@NullMarked
package org.dragoman.plugins.context;

import org.jspecify.annotations.NullMarked;
