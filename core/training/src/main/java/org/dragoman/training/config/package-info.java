/** What a YAML file for {@code dragoman train} holds, as records, and how two of them differ. */
@NullMarked
package org.dragoman.training.config;

import org.jspecify.annotations.NullMarked;
