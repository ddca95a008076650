package org.dragoman.translate;

import java.time.Duration;

/** A call took longer than {@link TranslationOptions#timeLimit}. Nothing of it was translated. */
public final class TimeLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TimeLimitException(Duration limit) {
    super("the translation took longer than its time limit of " + limit.toMillis() + " ms");
  }
}
