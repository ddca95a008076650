package org.dragoman.corpus.split;

import java.util.EnumMap;
import java.util.Map;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.corpus.LeftOut;
import org.dragoman.corpus.PairHash;
import org.dragoman.corpus.split.SplitPlan.Maker;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;

/**
 * Divides corpora at random into training, dev and test sets. No sentence occurs in two of the
 * three, on either side, ignoring case, white space and punctuation. The corpora are read twice and
 * never held in memory: once to choose the pairs, once to hand them out.
 */
public final class CorpusSplit {
  private final FilteredCorpora corpora;
  private final SplitPlan plan;
  private final Map<LeftOut, Long> leftOut;

  private CorpusSplit(FilteredCorpora corpora, SplitPlan plan, Map<LeftOut, Long> leftOut) {
    this.corpora = corpora;
    this.plan = plan;
    this.leftOut = leftOut;
  }

  /** Receives the pairs with their subset. */
  @FunctionalInterface
  public interface Receiver {
    /** Takes a pair. */
    void accept(Subset subset, SentencePair pair);
  }

  /**
   * Chooses the pairs of each subset.
   *
   * @param seed decides which pairs are held out
   * @throws DragomanException of kind DATA where a corpus cannot be read, or has too few pairs
   */
  public static CorpusSplit of(FilteredCorpora corpora, Sizes sizes, long seed) {
    Maker maker = new Maker();
    Map<LeftOut, Long> leftOut = corpora.forEach(pair -> maker.add(PairHash.ofKeys(pair)));
    return new CorpusSplit(corpora, maker.plan(sizes, seed), leftOut);
  }

  /** Returns the number of pairs that the filters left out, for each reason. */
  public Map<LeftOut, Long> leftOut() {
    return leftOut;
  }

  /**
   * Hands out all pairs, except training pairs that share a sentence with a held-out one.
   *
   * @return the number of pairs of each subset
   * @throws DragomanException of kind DATA if the corpora have changed since
   */
  public Map<Subset, Long> forEach(Receiver receiver) {
    Map<Subset, Long> pairs = new EnumMap<>(Subset.class);
    for (Subset subset : Subset.values()) {
      pairs.put(subset, 0L);
    }
    int[] number = {0};
    corpora.forEach(
        pair -> {
          Subset subset = number[0] < plan.size() ? plan.subset(number[0]) : null;
          number[0]++;
          if (subset != null) {
            pairs.merge(subset, 1L, Long::sum);
            receiver.accept(subset, pair);
          }
        });
    if (number[0] != plan.size()) {
      throw DragomanException.data(
          "The corpus has changed from %,d to %,d pairs while it was divided. Begin again when it is whole."
              .formatted(plan.size(), number[0]));
    }
    return pairs;
  }

  /** Returns the number of pairs after the filters. */
  public long size() {
    return plan.size();
  }
}
