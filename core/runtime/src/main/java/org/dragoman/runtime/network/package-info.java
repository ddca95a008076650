/**
 * The building blocks of networks: recurrent layers over whole sequences, dropout, linear maps,
 * names of weights.
 */
@NullMarked
package org.dragoman.runtime.network;

import org.jspecify.annotations.NullMarked;
