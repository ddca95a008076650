/** Finds the plugins, and gives what they bring by kind and name. */
@NullMarked
package org.dragoman.runtime.plugin;

import org.jspecify.annotations.NullMarked;
