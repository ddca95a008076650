/** What happens inside a model while it reads a text. */
@NullMarked
package org.dragoman.runtime.inspect;

import org.jspecify.annotations.NullMarked;
