/** Translation for Java programs: DragomanRuntime, Translator and what they take and give. */
@NullMarked
package org.dragoman.translate;

import org.jspecify.annotations.NullMarked;
