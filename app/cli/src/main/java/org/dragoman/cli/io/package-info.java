/** Standard streams, interruption, exit codes, and lines in and out. */
@NullMarked
package org.dragoman.cli.io;

import org.jspecify.annotations.NullMarked;
