/** Many runs of one configuration with other values and seeds. */
@NullMarked
package org.dragoman.cli.sweep;

import org.jspecify.annotations.NullMarked;
