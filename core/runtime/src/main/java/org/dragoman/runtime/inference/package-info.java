/** Translates and scores raw text with a trained model. */
@NullMarked
package org.dragoman.runtime.inference;

import org.jspecify.annotations.NullMarked;
