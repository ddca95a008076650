package org.dragoman.training.data;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dragoman.corpus.SentenceKey;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;

/**
 * A corpus, divided into a training part and a held-out part without leaks: no held-out sentence
 * occurs in the training part, on either side, ignoring case and punctuation.
 *
 * @param train the training part
 * @param dev the held-out part
 */
record HoldOut(TrainingText train, List<SentencePair> dev) {

  /**
   * Holds out random pairs, but none with a side without letters and digits. It takes 4 bytes of
   * the heap per pair while it chooses.
   *
   * @param corpus from which no pair was left out yet
   * @param parallel whether both sides are sentences; if not, the first side alone is looked at
   * @param size the number of pairs to hold out
   * @param seed of the random choice
   */
  static HoldOut of(TrainingText corpus, boolean parallel, int size, long seed) {
    Map<Integer, Integer> chosen =
        choose(usable(corpus, parallel), Math.toIntExact(corpus.size()), size, seed);
    SentencePair[] dev = new SentencePair[chosen.size()];
    number(
        corpus,
        (number, pair) -> {
          Integer rank = chosen.get(number);
          if (rank != null) {
            dev[rank] = pair;
          }
        });
    TrainingText train = corpus.without(sharing(corpus, parallel, List.of(dev)));
    if (dev.length == 0) {
      throw DragomanException.data(
          "No pair of the training corpus has a letter or a digit on both sides, so none can be held"
              + " out. Give data.dev.");
    }
    if (train.size() == 0) {
      throw DragomanException.data(
          "The training corpus has "
              + corpus.size()
              + " pairs; holding "
              + size
              + " of them out leaves none to train on. Give data.dev, or a smaller data.hold-out.");
    }
    return new HoldOut(train, List.of(dev));
  }

  private static BitSet usable(TrainingText corpus, boolean parallel) {
    BitSet usable = new BitSet();
    number(
        corpus,
        (number, pair) ->
            usable.set(
                number,
                !SentenceKey.of(pair.source()).isEmpty()
                    && !(parallel && SentenceKey.of(pair.target()).isEmpty())));
    return usable;
  }

  /** Returns the numbers of the held-out pairs, each with its place among them. */
  private static Map<Integer, Integer> choose(BitSet usable, int pairs, int size, long seed) {
    int[] numbers = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      numbers[i] = i;
    }
    // The same steps as in Collections.shuffle, by which earlier versions shuffled the pairs: so
    // a resumed run of such a version keeps its dev set, unless its corpus has pairs with an
    // empty side.
    Random random = new Random(seed);
    for (int i = pairs; i > 1; i--) {
      int other = random.nextInt(i);
      int number = numbers[i - 1];
      numbers[i - 1] = numbers[other];
      numbers[other] = number;
    }
    Map<Integer, Integer> chosen = new HashMap<>();
    for (int i = 0; i < pairs && chosen.size() < size; i++) {
      if (usable.get(numbers[i])) {
        chosen.put(numbers[i], chosen.size());
      }
    }
    return chosen;
  }

  /**
   * Returns the numbers of the pairs that share a sentence with the given pairs, including these.
   */
  private static BitSet sharing(TrainingText corpus, boolean parallel, List<SentencePair> some) {
    Set<String> sources = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (SentencePair pair : some) {
      sources.add(SentenceKey.of(pair.source()));
      targets.add(SentenceKey.of(pair.target()));
    }
    BitSet sharing = new BitSet();
    number(
        corpus,
        (number, pair) ->
            sharing.set(
                number,
                sources.contains(SentenceKey.of(pair.source()))
                    || parallel && targets.contains(SentenceKey.of(pair.target()))));
    return sharing;
  }

  private static void number(TrainingText corpus, BiConsumer<Integer, SentencePair> receiver) {
    int[] number = {0};
    corpus.forEach(pair -> receiver.accept(number[0]++, pair));
  }
}
