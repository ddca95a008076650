/** The page of a training run. */
@NullMarked
package org.dragoman.cli.report;

import org.jspecify.annotations.NullMarked;
