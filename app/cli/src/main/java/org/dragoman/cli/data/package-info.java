/** The outputs of {@code dragoman data}: reports, the parts of a corpus, generated corpora. */
@NullMarked
package org.dragoman.cli.data;

import org.jspecify.annotations.NullMarked;
