package org.dragoman.plugins.search;

/**
 * How the log-probabilities of outputs of different lengths are made comparable. The probability of
 * a longer output has more factors below one, so without normalization a search prefers short
 * outputs.
 */
public enum LengthNormalization {
  /** The log-probability itself. */
  NONE {
    @Override
    public double divisor(long length, double alpha) {
      return 1;
    }
  },
  /**
   * Divided by {@code length^alpha}; with alpha 1 the mean log-probability of a token (Cho et al.
   * 2014, arXiv 1409.1259).
   */
  AVERAGE {
    @Override
    public double divisor(long length, double alpha) {
      return Math.pow(Math.max(length, 1), alpha);
    }
  },
  /** Divided by {@code ((5 + length) / 6)^alpha} (Wu et al. 2016, arXiv 1609.08144, section 7). */
  WU {
    @Override
    public double divisor(long length, double alpha) {
      return Math.pow((5.0 + length) / 6, alpha);
    }
  };

  /**
   * Returns the divisor of a log-probability. It never falls as the length grows.
   *
   * @param length the number of tokens, including the end mark if there is one
   * @param alpha the strength, at least 0
   */
  public abstract double divisor(long length, double alpha);
}
