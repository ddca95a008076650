/** Options that commands share. */
@NullMarked
package org.dragoman.cli.option;

import org.jspecify.annotations.NullMarked;
