package org.dragoman.plugins.search;

import java.util.Arrays;
import java.util.BitSet;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;

/** What both searches do with requests and rows. */
final class Requests {
  private Requests() {}

  /** Refuses a request that does not fit the scorer. */
  static void check(Scorer scorer, SearchRequest request) {
    if (request.sentences().size() != scorer.sentences()) {
      throw new IllegalArgumentException(
          "The request has "
              + request.sentences().size()
              + " sentences, expected one for each of the "
              + scorer.sentences()
              + " sentences");
    }
  }

  /** The forbidden ids as a set. */
  static BitSet forbidden(SearchRequest request) {
    BitSet forbidden = new BitSet();
    request.forbidden().forEach(forbidden::set);
    return forbidden;
  }

  /** The start token for each sentence. */
  static int[] startTokens(Scorer scorer, SearchRequest request) {
    int[] tokens = new int[scorer.sentences()];
    Arrays.fill(tokens, request.startToken());
    return tokens;
  }

  /** {@link Scorer.State#select}, spared where it would change nothing. */
  static Scorer.State select(Scorer.State state, int[] rows) {
    boolean same = rows.length == state.rows();
    for (int i = 0; same && i < rows.length; i++) {
      same = rows[i] == i;
    }
    return same ? state : state.select(rows);
  }
}
