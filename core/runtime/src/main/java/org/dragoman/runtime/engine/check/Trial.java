package org.dragoman.runtime.engine.check;

/** One operation at one size, with something to compute. */
@FunctionalInterface
interface Trial {
  /** Has the engine compute it and says how far it is off. */
  Errors run(Bench bench);
}
