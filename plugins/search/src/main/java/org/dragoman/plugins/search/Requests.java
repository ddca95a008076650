package org.dragoman.plugins.search;

import java.util.BitSet;
import org.dragoman.spi.SearchRequest;

/** What searches read of requests. */
final class Requests {
  private Requests() {}

  /** The forbidden ids as a set. */
  static BitSet forbidden(SearchRequest request) {
    BitSet forbidden = new BitSet();
    request.forbidden().forEach(forbidden::set);
    return forbidden;
  }
}
