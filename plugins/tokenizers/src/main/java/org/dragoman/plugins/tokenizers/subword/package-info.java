/** The built-in subword models. */
@NullMarked
package org.dragoman.plugins.tokenizers.subword;

import org.jspecify.annotations.NullMarked;
