package org.dragoman.translate;

import java.time.Duration;

/** What a {@link DragomanRuntime} has opened, and closes with itself. */
interface OpenModel {
  /** Takes no more calls. */
  void refuseCalls();

  /**
   * Takes no more calls, lets those under way go on for a while, and frees the model.
   *
   * @param patience how long calls under way may go on before they are cancelled
   */
  void close(Duration patience);
}
