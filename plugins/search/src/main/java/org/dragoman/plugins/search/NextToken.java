package org.dragoman.plugins.search;

import java.util.BitSet;

/**
 * What may follow in one row, beside what no output may hold.
 *
 * @param open whether tokens that are not offered may come
 * @param excluded tokens that may not come
 * @param offered tokens that may come whatever their rank or probability, each once; they are not
 *     taken for excluded
 * @param repeated tokens that the output has already and that are penalized for it
 */
record NextToken(boolean open, BitSet excluded, int[] offered, BitSet repeated) {
  private static final BitSet NONE = new BitSet();
  private static final int[] NOTHING = {};

  /** Any token. */
  static final NextToken FREE = new NextToken(true, NONE, NOTHING, NONE);

  /** One token and no other. */
  static NextToken only(int... tokens) {
    return new NextToken(false, NONE, tokens, NONE);
  }

  /** Any token but some, a penalty on others. */
  static NextToken free(BitSet excluded, BitSet repeated) {
    return new NextToken(true, excluded, NOTHING, repeated);
  }

  /** The same with tokens offered. */
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
