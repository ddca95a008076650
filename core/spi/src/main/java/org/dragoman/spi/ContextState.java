package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * What a {@link ContextStrategy} carries from step to step, such as coverage. An immutable value.
 */
public interface ContextState {
  /** The state of strategies that have none. */
  ContextState NONE =
      new ContextState() {
        @Override
        public ContextState select(NDArray rows) {
          return this;
        }

        @Override
        public ContextState attach(NDManager manager) {
          return this;
        }
      };

  /**
   * Selects rows.
   *
   * @param rows {@code [M]}, INT64, repeats allowed
   */
  ContextState select(NDArray rows);

  /** Hands the arrays to another manager, so that they outlive the one they were made on. */
  ContextState attach(NDManager manager);
}
