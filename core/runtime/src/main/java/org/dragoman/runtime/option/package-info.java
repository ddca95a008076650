/** The fields of configuration records, as their annotations describe them. */
@NullMarked
package org.dragoman.runtime.option;

import org.jspecify.annotations.NullMarked;
