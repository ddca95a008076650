package org.dragoman.training.data;

import java.util.random.RandomGenerator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes the examples of a corpus to ids, and counts those that it leaves out. */
final class PairEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(PairEncoder.class);

  private final String name;
  private final ExampleCoder coder;
  private final int maxLength;
  private long encoded;
  private long empty;
  private long tooLong;

  /**
   * Creates an encoder that has seen no example yet.
   *
   * @param name of the corpus
   * @param maxLength the greatest length of a side, in pieces
   */
  PairEncoder(String name, ExampleCoder coder, int maxLength) {
    this.name = name;
    this.coder = coder;
    this.maxLength = maxLength;
  }

  /** Returns the ids of an example; null if it is left out because it is empty or too long. */
  @Nullable Pair encode(SentencePair example) {
    Pair pair = coded(example);
    if (pair == null) {
      empty++;
      return null;
    }
    if (coder.length(pair) > maxLength) {
      tooLong++;
      return null;
    }
    encoded++;
    return pair;
  }

  private @Nullable Pair coded(SentencePair example) {
    try {
      return coder.encode(example);
    } catch (DragomanException e) {
      throw e.kind() == DragomanException.Kind.DATA
          ? DragomanException.data(
              "%s, example %d: %s".formatted(name, encoded + empty + tooLong + 1, e.getMessage()),
              e)
          : e;
    }
  }

  /** Returns ids of randomly drawn pieces, of an example that {@link #encode} keeps. */
  Pair sample(SentencePair example, RandomGenerator random) {
    return coder.sample(example, maxLength, random);
  }

  /** Returns whether {@link #sample} may differ from {@link #encode}. */
  boolean isRandom() {
    return coder.isRandom();
  }

  /**
   * Logs the counts.
   *
   * @throws DragomanException of kind DATA if no example is left
   */
  void finish() {
    LOG.info(
        "{}: {} {}; left out {} empty and {} longer than {} pieces",
        name,
        encoded,
        coder.unit(),
        empty,
        tooLong,
        maxLength);
    if (encoded == 0) {
      throw DragomanException.data(
          "%s: none of %d %s is left (%d empty, %d longer than training.max-length %d). Give a corpus with text on both sides."
              .formatted(name, empty + tooLong, coder.unit(), empty, tooLong, maxLength));
    }
  }
}
