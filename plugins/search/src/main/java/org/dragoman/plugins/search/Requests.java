package org.dragoman.plugins.search;

import java.util.BitSet;
import org.dragoman.spi.SearchRequest;

/** Reads requests for searches. */
final class Requests {
  private Requests() {}

  /** The forbidden ids as a set. */
  static BitSet forbidden(SearchRequest request) {
    BitSet forbidden = new BitSet();
    request.forbidden().forEach(forbidden::set);
    return forbidden;
  }
}
