/**
 * From text to ids and back: cleaning, normalisation, tokens, subwords, vocabulary. It knows
 * nothing of models.
 */
@NullMarked
package org.dragoman.runtime.text;

import org.jspecify.annotations.NullMarked;
