/** Runs a contract on a component that a factory makes, without a test class of its author's. */
@NullMarked
package org.dragoman.testkit.check;

import org.jspecify.annotations.NullMarked;
