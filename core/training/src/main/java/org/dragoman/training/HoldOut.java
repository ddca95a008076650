package org.dragoman.training;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.SentencePair;

/**
 * A corpus in two parts without a leak: no sentence of the part held out stands in the other, on
 * either side, ignoring case and punctuation.
 *
 * @param train what is left
 * @param dev what is held out
 */
record HoldOut(List<SentencePair> train, List<SentencePair> dev) {

  /**
   * Holds pairs out at random; those with an empty side are of no use there and are not held out.
   *
   * @param size how many
   * @param seed decides which
   */
  static HoldOut of(List<SentencePair> corpus, int size, long seed) {
    List<SentencePair> shuffled = new ArrayList<>(corpus);
    Collections.shuffle(shuffled, new Random(seed));
    List<SentencePair> dev =
        shuffled.stream()
            .filter(pair -> !key(pair.source()).isEmpty() && !key(pair.target()).isEmpty())
            .limit(size)
            .toList();
    Set<String> sources = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (SentencePair pair : dev) {
      sources.add(key(pair.source()));
      targets.add(key(pair.target()));
    }
    List<SentencePair> train =
        corpus.stream()
            .filter(pair -> !sources.contains(key(pair.source())))
            .filter(pair -> !targets.contains(key(pair.target())))
            .toList();
    if (dev.isEmpty()) {
      throw DragomanException.data(
          "No pair of the training corpus has a letter or a digit on both sides, so none can be held"
              + " out. Give data.dev.");
    }
    if (train.isEmpty()) {
      throw DragomanException.data(
          "The training corpus has "
              + corpus.size()
              + " pairs; holding "
              + size
              + " of them out leaves none to train on. Give data.dev, or a smaller data.hold-out.");
    }
    return new HoldOut(train, dev);
  }

  private static String key(String sentence) {
    StringBuilder key = new StringBuilder();
    // One spelling of each accented letter, whichever the file has.
    Normalizer.normalize(sentence, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }
}
