/**
 * Bundles, which are translators on disk: weights, vocabularies, configuration, manifest and model
 * card.
 */
@NullMarked
package org.dragoman.runtime.bundle;

import org.jspecify.annotations.NullMarked;
