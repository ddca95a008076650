/** The commands of {@code dragoman data}, a class each. */
@NullMarked
package org.dragoman.cli.command.data;

import org.jspecify.annotations.NullMarked;
