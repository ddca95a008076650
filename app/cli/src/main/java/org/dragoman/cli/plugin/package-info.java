/** What the commands for authors of plugins are made of. */
@NullMarked
package org.dragoman.cli.plugin;

import org.jspecify.annotations.NullMarked;
