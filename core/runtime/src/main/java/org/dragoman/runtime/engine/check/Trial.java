package org.dragoman.runtime.engine.check;

/** A check of one operation at one size. */
@FunctionalInterface
interface Trial {
  /** Computes it by the engine and returns the errors. */
  Errors run(Bench bench);
}
