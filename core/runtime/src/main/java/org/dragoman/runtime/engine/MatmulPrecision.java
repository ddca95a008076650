package org.dragoman.runtime.engine;

/** The float type of the factors of matrix products; weights and sums stay in float32. */
public enum MatmulPrecision {
  /** Factors in float32. */
  FLOAT32,
  /**
   * Factors rounded to 8 significant bits: on processors with bfloat16 instructions about twice as
   * fast, and exact enough for training (Kalamkar et al. 2019, arXiv:1905.12322).
   */
  BFLOAT16
}
