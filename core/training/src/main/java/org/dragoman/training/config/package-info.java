/** The configuration of a training run as records, and the differences of two configurations. */
@NullMarked
package org.dragoman.training.config;

import org.jspecify.annotations.NullMarked;
