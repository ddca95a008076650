/** The built-in tokenizers: every text comes back from its tokens exactly as it was. */
@NullMarked
package org.dragoman.plugins.tokenizers;

import org.jspecify.annotations.NullMarked;
