/** Programs that measure speed. */
@NullMarked
package org.dragoman.plugins.tokenizers.bench;

import org.jspecify.annotations.NullMarked;
