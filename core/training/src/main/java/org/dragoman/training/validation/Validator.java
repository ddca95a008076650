package org.dragoman.training.validation;

import java.util.concurrent.CancellationException;

/** Checks a model on the dev set. */
@FunctionalInterface
public interface Validator {
  /**
   * Checks the model as it is now.
   *
   * @throws CancellationException if the thread is interrupted
   */
  Validation validate();
}
