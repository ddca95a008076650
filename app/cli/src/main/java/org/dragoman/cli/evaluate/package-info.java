/** What {@code evaluate} and {@code score} report. */
@NullMarked
package org.dragoman.cli.evaluate;

import org.jspecify.annotations.NullMarked;
