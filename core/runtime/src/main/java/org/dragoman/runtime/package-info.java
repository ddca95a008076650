/** What every part of the runtime shares. The packages below it each have one job. */
@NullMarked
package org.dragoman.runtime;

import org.jspecify.annotations.NullMarked;
