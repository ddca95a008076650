/** Finds the plugins, and looks up their components by kind and name. */
@NullMarked
package org.dragoman.runtime.plugin;

import org.jspecify.annotations.NullMarked;
