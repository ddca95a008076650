/** Tables and pages that show the inside of cells. */
@NullMarked
package org.dragoman.cli.inspect;

import org.jspecify.annotations.NullMarked;
