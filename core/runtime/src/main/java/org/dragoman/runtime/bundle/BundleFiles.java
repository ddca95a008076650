package org.dragoman.runtime.bundle;

import java.util.Set;

/** The names of a bundle's files. */
final class BundleFiles {
  static final String MANIFEST = "manifest.json";
  static final String WEIGHTS = "model.safetensors";
  static final String CONFIG = "config.yaml";
  static final String MODEL_CARD = "MODEL_CARD.md";
  static final String VOCABULARY = "vocabulary.txt";
  static final String CODES = "subword.codes";

  /** The prefix of {@link #VOCABULARY} and {@link #CODES} if each side has its own. */
  static final String SOURCE = "source.";

  static final String TARGET = "target.";

  /** Every name that a bundle may use. */
  static final Set<String> ALL =
      Set.of(
          MANIFEST,
          WEIGHTS,
          CONFIG,
          MODEL_CARD,
          VOCABULARY,
          SOURCE + VOCABULARY,
          TARGET + VOCABULARY,
          CODES,
          SOURCE + CODES,
          TARGET + CODES);

  /** The end of a message about a bundle that is damaged. */
  static final String AGAIN = " Copy or download the bundle again.";

  private BundleFiles() {}
}
