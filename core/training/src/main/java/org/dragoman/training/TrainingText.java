package org.dragoman.training;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.store.Records;
import org.dragoman.training.store.SpillList;

/**
 * The training corpora as text, one after the other.
 *
 * @param pairs of all of them
 * @param parts the corpora in their order
 * @param leftOut the numbers of the pairs, from 0, that are not trained on
 */
record TrainingText(SpillList<SentencePair> pairs, List<Part> parts, BitSet leftOut)
    implements AutoCloseable {

  /**
   * One corpus of several.
   *
   * @param weight how often an epoch sees a pair of it
   * @param size in pairs
   */
  record Part(double weight, long size) {}

  /** Is given the pairs with the number of their corpus, from 0. */
  @FunctionalInterface
  interface Receiver {
    void accept(int part, SentencePair pair);
  }

  /** The same but for some pairs, by their numbers in {@link #pairs}. */
  TrainingText without(BitSet some) {
    return new TrainingText(pairs, parts, some);
  }

  /** How many pairs are trained on. */
  long size() {
    return pairs.size() - leftOut.cardinality();
  }

  /** Gives each pair that is trained on, in order. */
  void forEach(Consumer<SentencePair> receiver) {
    forEachOfPart((part, pair) -> receiver.accept(pair));
  }

  /** Gives each pair that is trained on, in order, with its corpus. */
  void forEachOfPart(Receiver receiver) {
    int number = 0;
    try (Records<SentencePair> records = pairs.read()) {
      for (int part = 0; part < parts.size(); part++) {
        for (long i = 0; i < parts.get(part).size(); i++) {
          SentencePair pair = records.next();
          if (pair != null && !leftOut.get(number++)) {
            receiver.accept(part, pair);
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
