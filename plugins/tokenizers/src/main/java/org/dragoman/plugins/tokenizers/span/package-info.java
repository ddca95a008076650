/** Pieces of a text, and the patterns of those that stay whole. */
@NullMarked
package org.dragoman.plugins.tokenizers.span;

import org.jspecify.annotations.NullMarked;
