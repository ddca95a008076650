package org.dragoman.translate;

/** The details of single tokens to return with an output. */
public enum TokenDetail {
  /** Nothing. */
  NONE,
  /** The tokens and their log-probabilities. */
  SCORES,
  /** Also the attention weights of each source token. */
  WEIGHTS
}
