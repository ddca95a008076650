/** Reads configurations from YAML into records, writes them back and documents them. */
@NullMarked
package org.dragoman.runtime.config;

import org.jspecify.annotations.NullMarked;
