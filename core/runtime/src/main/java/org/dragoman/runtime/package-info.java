/** The exception that all parts of the runtime share. Each package below has one job. */
@NullMarked
package org.dragoman.runtime;

import org.jspecify.annotations.NullMarked;
