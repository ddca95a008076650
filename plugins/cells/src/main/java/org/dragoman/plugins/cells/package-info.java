/** The built-in recurrent cells, one class per cell. */
@NullMarked
package org.dragoman.plugins.cells;

import org.jspecify.annotations.NullMarked;
