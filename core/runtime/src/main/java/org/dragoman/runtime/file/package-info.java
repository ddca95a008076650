/** Reads texts of any packing and encoding, and writes outputs that appear whole. */
@NullMarked
package org.dragoman.runtime.file;

import org.jspecify.annotations.NullMarked;
