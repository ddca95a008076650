/** Learns subword models and vocabularies from the training text. */
@NullMarked
package org.dragoman.training.vocabulary;

import org.jspecify.annotations.NullMarked;
