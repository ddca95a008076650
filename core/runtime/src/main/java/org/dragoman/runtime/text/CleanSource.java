package org.dragoman.runtime.text;

/** When the source is cleaned; see {@link Cleaner}. */
public enum CleanSource {
  /** In training and in translation. */
  ALWAYS,
  /**
   * In translation, and not in training: so goes on a run that was begun by a version which did not
   * clean.
   */
  TRANSLATION,
  /** Never: white space and invisible characters are text as any other. */
  NEVER;

  /** Whether a training run cleans what it learns from. */
  public boolean inTraining() {
    return this == ALWAYS;
  }

  /** Whether a bundle cleans what it is given. */
  public boolean inTranslation() {
    return this != NEVER;
  }
}
