/** What a run was made from and what it came to, in its {@code manifest.json}. */
@NullMarked
package org.dragoman.training.manifest;

import org.jspecify.annotations.NullMarked;
