package org.dragoman.runtime.text;

/** When the source is cleaned; see {@link Cleaner}. */
public enum CleanSource {
  /** In training and in translation. */
  ALWAYS,
  /** In translation only. Runs that an older version started without cleaning go on this way. */
  TRANSLATION,
  /** Never: white space and invisible characters are part of the text. */
  NEVER;

  /** Returns whether training cleans the source. */
  public boolean inTraining() {
    return this == ALWAYS;
  }

  /** Returns whether translation cleans the source. */
  public boolean inTranslation() {
    return this != NEVER;
  }
}
