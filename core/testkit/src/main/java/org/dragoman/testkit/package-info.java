/**
 * Contract tests that the author of a plugin extends, one abstract class for each kind of
 * component. A contract runs a component on small random data and checks what its interface
 * promises.
 */
@NullMarked
package org.dragoman.testkit;

import org.jspecify.annotations.NullMarked;
