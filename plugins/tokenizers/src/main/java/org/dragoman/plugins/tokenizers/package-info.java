/** The built-in tokenizers. Every text can be restored exactly from its tokens. */
@NullMarked
package org.dragoman.plugins.tokenizers;

import org.jspecify.annotations.NullMarked;
