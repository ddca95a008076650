package org.dragoman.corpus.report;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.corpus.PairHash;

/**
 * The hashes of a held-out corpus, such as a test set: no other corpus should contain one of its
 * sentences. It takes some 100 bytes per pair.
 */
public final class HeldOut {
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A pair.
   *
   * @param text its hash; a side without a letter or digit is 0
   */
  record Entry(long line, PairHash text, PairHash keys) {}

  /**
   * Creates a corpus without pairs.
   *
   * @param name such as {@code data.test}
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
