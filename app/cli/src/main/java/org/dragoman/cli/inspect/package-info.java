/** Tables and pages that show what happens inside cells. */
@NullMarked
package org.dragoman.cli.inspect;

import org.jspecify.annotations.NullMarked;
