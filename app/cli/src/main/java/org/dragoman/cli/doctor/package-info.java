/** What {@code dragoman doctor} finds out of a machine, and how it tells it. */
@NullMarked
package org.dragoman.cli.doctor;

import org.jspecify.annotations.NullMarked;
