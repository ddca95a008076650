package org.dragoman.corpus.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.dragoman.corpus.PairHash;
import org.dragoman.corpus.report.HeldOut.Entry;
import org.dragoman.corpus.report.Overlap.Match;
import org.dragoman.corpus.report.Overlap.Shared;
import org.dragoman.corpus.report.Overlap.Sides;

/**
 * Finds the sentences of a held-out corpus that occur in another corpus. It looks at the other
 * corpus pair by pair; its memory grows with the held-out corpus only.
 */
public final class OverlapCounter {
  private final HeldOut heldOut;
  private final String other;
  private final int examples;
  // Each hash of a side or a pair once, sorted, with its first line and whether it was found.
  private final long[] hashes;
  private final long[] lines;
  private final BitSet found = new BitSet();
  private final List<Shared> shared = new ArrayList<>();

  /**
   * Creates a counter that has looked at no pair yet.
   *
   * @param heldOut the complete held-out corpus
   * @param other name of the other corpus
   * @param examples the greatest number of examples to keep
   */
  public OverlapCounter(HeldOut heldOut, String other, int examples) {
    this.heldOut = heldOut;
    this.other = other;
    this.examples = examples;
    hashes =
        heldOut.entries().stream()
            .flatMapToLong(entry -> LongStream.concat(all(entry.text()), all(entry.keys())))
            .filter(hash -> hash != 0)
            .sorted()
            .distinct()
            .toArray();
    lines = new long[hashes.length];
    for (Entry entry : heldOut.entries()) {
      LongStream.concat(all(entry.text()), all(entry.keys()))
          .mapToInt(this::index)
          .filter(index -> index >= 0 && lines[index] == 0)
          .forEach(index -> lines[index] = entry.line());
    }
  }

  private static LongStream all(PairHash hash) {
    return LongStream.of(hash.source(), hash.target(), hash.pair());
  }

  private int index(long hash) {
    return Arrays.binarySearch(hashes, hash);
  }

  /**
   * Looks at a pair of the other corpus.
   *
   * @param part name of the part of the other corpus that the pair is in
   */
  public void look(String part, HashedPair pair) {
    PairHash keys = pair.keys();
    int source = index(keys.source());
    int target = index(keys.target());
    if (source < 0 && target < 0) {
      return;
    }
    boolean isNew = (source >= 0 && !found.get(source)) || (target >= 0 && !found.get(target));
    LongStream.concat(all(pair.text()), all(keys))
        .mapToInt(this::index)
        .filter(index -> index >= 0)
        .forEach(found::set);
    if (isNew && shared.size() < examples) {
      show(part, pair, source, target);
    }
  }

  private void show(String part, HashedPair pair, int source, int target) {
    int both = index(pair.keys().pair());
    Sides sides = both >= 0 ? Sides.BOTH : source >= 0 ? Sides.SOURCE : Sides.TARGET;
    long line =
        lines[
            switch (sides) {
              case BOTH -> both;
              case SOURCE -> source;
              case TARGET -> target;
            }];
    if (shared.stream().noneMatch(one -> one.line() == line)) {
      Example example = Excerpt.start(pair.line(), pair.pair()).example();
      shared.add(new Shared(line, part, pair.line(), sides, example));
    }
  }

  /** Returns the overlap found so far. */
  public Overlap overlap() {
    return new Overlap(
        heldOut.name(),
        other,
        heldOut.entries().size(),
        match(Entry::text),
        match(Entry::keys),
        List.copyOf(shared));
  }

  private Match match(Function<Entry, PairHash> hash) {
    long sources = 0;
    long targets = 0;
    long any = 0;
    long pairs = 0;
    for (Entry entry : heldOut.entries()) {
      PairHash of = hash.apply(entry);
      boolean source = isFound(of.source());
      boolean target = isFound(of.target());
      sources += source ? 1 : 0;
      targets += target ? 1 : 0;
      any += source || target ? 1 : 0;
      pairs += isFound(of.pair()) ? 1 : 0;
    }
    return new Match(sources, targets, any, pairs);
  }

  private boolean isFound(long hash) {
    int index = index(hash);
    return index >= 0 && found.get(index);
  }
}
