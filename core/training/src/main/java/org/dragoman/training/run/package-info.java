/** One training run and its folder, from the configuration to the bundle. */
@NullMarked
package org.dragoman.training.run;

import org.jspecify.annotations.NullMarked;
