/** What {@code dragoman data} writes: reports and the parts of a corpus. */
@NullMarked
package org.dragoman.cli.data;

import org.jspecify.annotations.NullMarked;
