package org.dragoman.plugins.search;

import java.util.BitSet;

/**
 * Which tokens may follow in one row. Tokens that no output may contain are excluded elsewhere.
 *
 * @param open whether tokens that are not offered may follow
 * @param excluded tokens that may not follow
 * @param offered tokens that may follow whatever their rank or probability, each once, even if they
 *     are in {@code excluded}
 * @param repeated tokens to penalize because the output already contains them
 */
record NextToken(boolean open, BitSet excluded, int[] offered, BitSet repeated) {
  private static final BitSet NONE = new BitSet();
  private static final int[] NOTHING = {};

  /** Any token may follow. */
  static final NextToken FREE = new NextToken(true, NONE, NOTHING, NONE);

  /** Allows the given tokens and no others. */
  static NextToken only(int... tokens) {
    return new NextToken(false, NONE, tokens, NONE);
  }

  /** Allows all tokens except the excluded ones, with a penalty on the repeated ones. */
  static NextToken free(BitSet excluded, BitSet repeated) {
    return new NextToken(true, excluded, NOTHING, repeated);
  }

  /** Returns the same with tokens offered. */
  NextToken offering(int... tokens) {
    return new NextToken(open, excluded, tokens, repeated);
  }

  /** Whether a token is among the offered. */
  boolean offers(int token) {
    for (int one : offered) {
      if (one == token) {
        return true;
      }
    }
    return false;
  }
}
