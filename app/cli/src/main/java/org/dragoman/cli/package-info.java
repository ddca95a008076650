/**
 * The command line: one class a command, and the only place with {@code main}, exit codes and the
 * standard streams. Data goes to standard output as UTF-8, everything else to standard error.
 */
@NullMarked
package org.dragoman.cli;

import org.jspecify.annotations.NullMarked;
