/** A translator on disk: weights, vocabularies, configuration and what is known about them. */
@NullMarked
package org.dragoman.runtime.bundle;

import org.jspecify.annotations.NullMarked;
