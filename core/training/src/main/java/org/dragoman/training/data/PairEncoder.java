package org.dragoman.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.batch.Pair;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes the pairs of a corpus to ids, and counts those that it leaves out. */
final class PairEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(PairEncoder.class);

  private final String name;
  private final Pipelines pipelines;
  private final int maxLength;
  private long encoded;
  private long empty;
  private long tooLong;

  /**
   * Creates an encoder that has seen no pair yet.
   *
   * @param name of the corpus
   * @param maxLength the greatest length of a side, in pieces
   */
  PairEncoder(String name, Pipelines pipelines, int maxLength) {
    this.name = name;
    this.pipelines = pipelines;
    this.maxLength = maxLength;
  }

  /** Returns the ids of a pair; null if it is left out because it is empty or too long. */
  @Nullable Pair encode(SentencePair pair) {
    List<String> sourcePieces = pipelines.source().segmenter().pieces(pair.source());
    List<String> targetPieces = pipelines.target().segmenter().pieces(pair.target());
    int[] source = pipelines.source().ids(sourcePieces);
    int[] target = pipelines.target().ids(targetPieces);
    if (source.length == 0 || target.length == 0) {
      empty++;
      return null;
    }
    if (!isShort(source) || !isShort(target)) {
      tooLong++;
      return null;
    }
    encoded++;
    return new Pair(withEnd(source), target, links(pair, sourcePieces, targetPieces));
  }

  /**
   * Returns ids of randomly drawn pieces, of a pair that {@link #encode} keeps. A side with too
   * many drawn pieces is encoded without drawing.
   */
  Pair sample(SentencePair pair, RandomGenerator random) {
    List<String> source = drawn(pipelines.source().segmenter(), pair.source(), random);
    List<String> target = drawn(pipelines.target().segmenter(), pair.target(), random);
    return new Pair(
        withEnd(pipelines.source().ids(source)),
        pipelines.target().ids(target),
        links(pair, source, target));
  }

  private List<String> drawn(Segmenter segmenter, String text, RandomGenerator random) {
    List<String> drawn = segmenter.sample(text, random);
    return drawn.size() <= maxLength ? drawn : segmenter.pieces(text);
  }

  private int[] links(SentencePair pair, List<String> source, List<String> target) {
    return pair.alignment() == null
        ? new int[0]
        : new SubwordAlignment(pipelines).of(pair, source, target);
  }

  /** Returns whether {@link #sample} may differ from {@link #encode}. */
  boolean isRandom() {
    return pipelines.source().isRandom() || pipelines.target().isRandom();
  }

  private boolean isShort(int[] ids) {
    return ids.length <= maxLength;
  }

  /**
   * Logs the counts.
   *
   * @throws DragomanException of kind DATA if no pair is left
   */
  void finish() {
    LOG.info(
        "{}: {} sentence pairs; left out {} empty and {} longer than {} pieces",
        name,
        encoded,
        empty,
        tooLong,
        maxLength);
    if (encoded == 0) {
      throw DragomanException.data(
          "%s: no sentence pair is left of %d (%d empty, %d longer than training.max-length %d). Give a corpus with sentences on both sides."
              .formatted(name, empty + tooLong, empty, tooLong, maxLength));
    }
  }

  private static int[] withEnd(int[] ids) {
    int[] result = Arrays.copyOf(ids, ids.length + 1);
    result[ids.length] = Vocabulary.END;
    return result;
  }
}
