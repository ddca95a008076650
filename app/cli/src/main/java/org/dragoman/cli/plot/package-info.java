/** Drawings in SVG and the HTML around them, for the pages that commands write. */
@NullMarked
package org.dragoman.cli.plot;

import org.jspecify.annotations.NullMarked;
