/** Programs that measure speed; each prints ratios taken side by side in one run. */
@NullMarked
package org.dragoman.bench;

import org.jspecify.annotations.NullMarked;
