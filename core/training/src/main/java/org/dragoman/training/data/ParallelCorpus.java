package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.batch.Pair;

/**
 * A corpus as ids, in memory.
 *
 * @param documents in the order of the files; the first document may be empty
 */
public record ParallelCorpus(List<List<Pair>> documents) {
  /** All pairs, in order. */
  public List<Pair> pairs() {
    return documents.stream().flatMap(List::stream).toList();
  }

  /**
   * Encodes raw sentence pairs. Pairs with an empty side or with more than {@code maxLength} pieces
   * are left out and counted in the log; a pair with two empty sides ends a document.
   */
  public static ParallelCorpus encode(
      String name, List<SentencePair> raw, Pipelines pipelines, int maxLength) {
    PairEncoder encoder = new PairEncoder(name, pipelines, maxLength);
    List<List<Pair>> documents = new ArrayList<>();
    documents.add(new ArrayList<>());
    for (SentencePair text : raw) {
      if (Cleaner.isBlank(text.source()) && Cleaner.isBlank(text.target())) {
        documents.add(new ArrayList<>());
      }
      Pair pair = encoder.encode(text);
      if (pair != null) {
        documents.get(documents.size() - 1).add(pair);
      }
    }
    encoder.finish();
    return new ParallelCorpus(documents);
  }
}
