/**
 * The command line. Only here are {@code main}, exit codes and the standard streams; each command
 * is a class. Data goes to standard output as UTF-8, everything else to standard error.
 */
@NullMarked
package org.dragoman.cli;

import org.jspecify.annotations.NullMarked;
