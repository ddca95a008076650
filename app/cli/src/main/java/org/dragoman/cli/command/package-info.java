/** The commands, one class each. */
@NullMarked
package org.dragoman.cli.command;

import org.jspecify.annotations.NullMarked;
