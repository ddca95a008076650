package org.dragoman.training.data;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.dragoman.corpus.store.Records;
import org.dragoman.corpus.store.SpillList;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * The training corpora as text, one after the other.
 *
 * @param pairs of all of them
 * @param parts the corpora in their order
 * @param leftOut the numbers of the pairs, from 0, that are not trained on
 * @param begins the numbers of the pairs with which documents begin; null where each stands for
 *     itself
 */
public record TrainingText(
    SpillList<SentencePair> pairs, List<Part> parts, BitSet leftOut, @Nullable BitSet begins)
    implements AutoCloseable {

  /** A text whose pairs stand for themselves. */
  TrainingText(SpillList<SentencePair> pairs, List<Part> parts, BitSet leftOut) {
    this(pairs, parts, leftOut, null);
  }

  /**
   * One corpus of several.
   *
   * @param weight how often an epoch sees a pair of it
   * @param size in pairs
   */
  record Part(double weight, long size) {}

  /** Is given the pairs. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes a pair.
     *
     * @param part the number of its corpus, from 0
     * @param begins whether it is not of the document of the pair before it
     */
    void accept(int part, boolean begins, SentencePair pair);
  }

  /** Whether pairs follow each other in documents. */
  boolean isOfDocuments() {
    return begins != null;
  }

  /** The same but for some pairs, by their numbers in {@link #pairs}. */
  TrainingText without(BitSet some) {
    return new TrainingText(pairs, parts, some, begins);
  }

  /** How many pairs are trained on. */
  long size() {
    return pairs.size() - leftOut.cardinality();
  }

  /** Gives each pair that is trained on, in order. */
  public void forEach(Consumer<SentencePair> receiver) {
    forEachOfPart((part, begin, pair) -> receiver.accept(pair));
  }

  /** Gives each pair that is trained on, in order, with its corpus. */
  void forEachOfPart(Receiver receiver) {
    int number = 0;
    boolean begin = true;
    try (Records<SentencePair> records = pairs.read()) {
      for (int part = 0; part < parts.size(); part++) {
        for (long i = 0; i < parts.get(part).size(); i++) {
          SentencePair pair = records.next();
          begin |= i == 0 || begins == null || begins.get(number);
          if (pair != null && !leftOut.get(number++)) {
            receiver.accept(part, begin, pair);
            begin = false;
          }
        }
      }
    }
  }

  @Override
  public void close() {
    pairs.close();
  }
}
