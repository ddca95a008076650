/** Reads packed and encoded texts, and writes outputs that are complete or absent. */
@NullMarked
package org.dragoman.runtime.file;

import org.jspecify.annotations.NullMarked;
