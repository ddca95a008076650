package org.dragoman.translate;

/** How much is wanted of the single tokens of an output. */
public enum TokenDetail {
  /** Nothing. */
  NONE,
  /** The tokens and their log-probabilities. */
  SCORES,
  /** The weights of the context strategy too: how much each source token counted. */
  WEIGHTS
}
