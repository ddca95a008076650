/**
 * The translator's network: embeddings, encoder, bridge, context strategy, decoder, output layer.
 * It knows nothing of text, training or search.
 */
@NullMarked
package org.dragoman.runtime.model;

import org.jspecify.annotations.NullMarked;
