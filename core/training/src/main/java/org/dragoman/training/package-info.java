/**
 * Trains translators: batches from a parallel corpus, the update step, learning-rate schedules,
 * validation, checkpoints, and the run folder that holds it all.
 */
@NullMarked
package org.dragoman.training;

import org.jspecify.annotations.NullMarked;
