/** One class a command. */
@NullMarked
package org.dragoman.cli.command;

import org.jspecify.annotations.NullMarked;
