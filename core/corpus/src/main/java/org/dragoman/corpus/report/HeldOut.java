package org.dragoman.corpus.report;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.corpus.PairHash;

/** A corpus of which no sentence should stand in another, as hashes: some 100 bytes a pair. */
public final class HeldOut {
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A pair.
   *
   * @param text whose sides are 0 where they have no letter or digit
   */
  record Entry(long line, PairHash text, PairHash keys) {}

  /**
   * A corpus without pairs.
   *
   * @param name as in {@code data.test}
   */
  public HeldOut(String name) {
    this.name = name;
  }

  /** Adds a pair. */
  public void add(HashedPair pair) {
    PairHash keys = pair.keys();
    PairHash text =
        new PairHash(
            keys.source() == 0 ? 0 : pair.text().source(),
            keys.target() == 0 ? 0 : pair.text().target());
    entries.add(new Entry(pair.line(), text, keys));
  }

  String name() {
    return name;
  }

  List<Entry> entries() {
    return entries;
  }
}
