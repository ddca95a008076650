/** The reports of {@code evaluate} and {@code score}. */
@NullMarked
package org.dragoman.cli.evaluate;

import org.jspecify.annotations.NullMarked;
