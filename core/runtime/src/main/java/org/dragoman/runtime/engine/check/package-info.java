/**
 * Holds the engine's operations against the same in plain Java and double precision. A processor
 * that the engine's libraries do not know well can give wrong numbers without any error, and this
 * is how that is noticed.
 */
@NullMarked
package org.dragoman.runtime.engine.check;

import org.jspecify.annotations.NullMarked;
