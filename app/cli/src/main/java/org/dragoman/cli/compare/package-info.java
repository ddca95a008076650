/** The page of {@code dragoman compare}, which shows systems side by side. */
@NullMarked
package org.dragoman.cli.compare;

import org.jspecify.annotations.NullMarked;
