/** Systems side by side on one page: what {@code dragoman compare} writes. */
@NullMarked
package org.dragoman.cli.compare;

import org.jspecify.annotations.NullMarked;
