package org.dragoman.translate;

import org.dragoman.runtime.bundle.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * The bundles of models that help a translator.
 *
 * @param languageModel of the target language; null for none
 * @param recaser a tagger that restores capitals; null for none
 */
record Aids(@Nullable Bundle languageModel, @Nullable Bundle recaser) implements AutoCloseable {
  @Override
  public void close() {
    try (languageModel) {
      if (recaser != null) {
        recaser.close();
      }
    }
  }
}
