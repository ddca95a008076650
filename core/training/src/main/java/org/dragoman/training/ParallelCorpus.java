package org.dragoman.training;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.runtime.text.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A corpus as ids, in memory.
 *
 * @param pairs in the order of the files
 */
record ParallelCorpus(List<Pair> pairs) {
  private static final Logger LOG = LoggerFactory.getLogger(ParallelCorpus.class);

  /**
   * A sentence pair.
   *
   * @param source with the end mark
   * @param target without marks
   */
  record Pair(int[] source, int[] target) {}

  /**
   * Encodes raw sentence pairs; empty ones and those longer than {@code maxLength} pieces are left
   * out and counted in the log.
   */
  static ParallelCorpus encode(
      String name, List<SentencePair> raw, Pipelines pipelines, int maxLength) {
    List<Pair> pairs = new ArrayList<>(raw.size());
    int empty = 0;
    int tooLong = 0;
    for (SentencePair pair : raw) {
      int[] source = pipelines.source().encode(pair.source());
      int[] target = pipelines.target().encode(pair.target());
      if (source.length == 0 || target.length == 0) {
        empty++;
      } else if (source.length > maxLength || target.length > maxLength) {
        tooLong++;
      } else {
        pairs.add(new Pair(withEnd(source), target));
      }
    }
    LOG.info(
        "{}: {} sentence pairs; left out {} empty and {} longer than {} pieces",
        name,
        pairs.size(),
        empty,
        tooLong,
        maxLength);
    if (pairs.isEmpty()) {
      throw DragomanException.data(
          name
              + ": no sentence pair is left of "
              + raw.size()
              + " ("
              + empty
              + " empty, "
              + tooLong
              + " longer than training.max-length "
              + maxLength
              + "). Give a corpus with sentences on both sides.");
    }
    return new ParallelCorpus(pairs);
  }

  private static int[] withEnd(int[] ids) {
    int[] result = java.util.Arrays.copyOf(ids, ids.length + 1);
    result[ids.length] = Vocabulary.END;
    return result;
  }
}
