/** Chooses the numbers of a search on a development set. */
@NullMarked
package org.dragoman.cli.tune;

import org.jspecify.annotations.NullMarked;
