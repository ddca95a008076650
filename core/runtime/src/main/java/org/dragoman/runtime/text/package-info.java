/**
 * From files to ids and back: strict reading of lines, normalisation, tokens, subwords, vocabulary.
 * It knows nothing of models.
 */
@NullMarked
package org.dragoman.runtime.text;

import org.jspecify.annotations.NullMarked;
