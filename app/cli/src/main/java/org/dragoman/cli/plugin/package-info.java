/** The parts of the commands for authors of plugins. */
@NullMarked
package org.dragoman.cli.plugin;

import org.jspecify.annotations.NullMarked;
