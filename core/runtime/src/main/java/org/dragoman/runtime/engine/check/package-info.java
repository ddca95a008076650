/**
 * Compares the engine's operations with plain Java in double precision. On processors that the
 * engine's libraries do not support well they may compute wrong numbers without any error; these
 * checks detect it.
 */
@NullMarked
package org.dragoman.runtime.engine.check;

import org.jspecify.annotations.NullMarked;
