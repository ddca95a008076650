/** Runs a contract on a component of a factory. The author needs no test class for it. */
@NullMarked
package org.dragoman.testkit.check;

import org.jspecify.annotations.NullMarked;
