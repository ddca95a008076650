package org.dragoman.training;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.batch.Pair;

/**
 * A corpus as ids, in memory.
 *
 * @param pairs in the order of the files
 */
record ParallelCorpus(List<Pair> pairs) {
  /**
   * Encodes raw sentence pairs; empty ones and those longer than {@code maxLength} pieces are left
   * out and counted in the log.
   */
  static ParallelCorpus encode(
      String name, List<SentencePair> raw, Pipelines pipelines, int maxLength) {
    PairEncoder encoder = new PairEncoder(name, pipelines, maxLength);
    List<Pair> pairs = new ArrayList<>(raw.size());
    for (SentencePair text : raw) {
      Pair pair = encoder.encode(text);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    encoder.finish();
    return new ParallelCorpus(pairs);
  }
}
