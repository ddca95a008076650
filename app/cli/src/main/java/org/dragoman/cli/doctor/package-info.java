/** The checks of {@code dragoman doctor}, and its reports. */
@NullMarked
package org.dragoman.cli.doctor;

import org.jspecify.annotations.NullMarked;
