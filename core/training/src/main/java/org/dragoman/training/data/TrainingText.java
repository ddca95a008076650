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
 * @param leftOut the numbers, from 0, of the pairs that are left out of training
 * @param begins the numbers of the pairs with which documents begin; null if there are no documents
 */
public record TrainingText(
    SpillList<SentencePair> pairs, List<Part> parts, BitSet leftOut, @Nullable BitSet begins)
    implements AutoCloseable {

  /** Creates a text without documents. */
  TrainingText(SpillList<SentencePair> pairs, List<Part> parts, BitSet leftOut) {
    this(pairs, parts, leftOut, null);
  }

  /**
   * One corpus of several.
   *
   * @param weight the number of times that an epoch sees a pair of it
   * @param size in pairs
   */
  record Part(double weight, long size) {}

  /** Receives the pairs. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes a pair.
     *
     * @param part the number of its corpus, from 0
     * @param begins whether it is the first pair of a document
     */
    void accept(int part, boolean begins, SentencePair pair);
  }

  /** Returns whether the text has documents. */
  boolean isOfDocuments() {
    return begins != null;
  }

  /** Returns the text without some pairs, given by their numbers in {@link #pairs}. */
  TrainingText without(BitSet some) {
    return new TrainingText(pairs, parts, some, begins);
  }

  /** Returns the number of pairs to train on. */
  long size() {
    return pairs.size() - leftOut.cardinality();
  }

  /** Passes each pair to train on to the receiver, in order. */
  public void forEach(Consumer<SentencePair> receiver) {
    forEachOfPart((part, begin, pair) -> receiver.accept(pair));
  }

  /** Passes each pair to train on to the receiver, in order, with its corpus. */
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
