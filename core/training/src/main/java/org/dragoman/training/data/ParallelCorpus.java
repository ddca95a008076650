package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.dragoman.corpus.store.Records;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;
import org.jspecify.annotations.Nullable;

/**
 * A corpus as ids, in memory.
 *
 * @param documents in the order of the files; the first document may be empty
 */
public record ParallelCorpus(List<List<Pair>> documents) {
  private static final int SIDE_BY_SIDE = 64;

  /** All pairs, in order. */
  public List<Pair> pairs() {
    return documents.stream().flatMap(List::stream).toList();
  }

  /**
   * Returns the examples in batches. If documents go on from one example to the next, a batch has
   * the next example of each of some documents, side by side; if not, examples of similar length
   * are together.
   *
   * @param areDocuments whether documents go on
   */
  public List<PairBatch> batches(boolean areDocuments, BatchConfig config) {
    if (!areDocuments) {
      return BatchPlan.sorted(pairs(), config).stream().map(PairBatch::of).toList();
    }
    Iterator<List<Pair>> all =
        documents.stream().filter(document -> !document.isEmpty()).iterator();
    Records<List<Pair>> records =
        new Records<>() {
          @Override
          public @Nullable List<Pair> next() {
            return all.hasNext() ? all.next() : null;
          }

          @Override
          public void close() {}
        };
    List<PairBatch> batches = new ArrayList<>();
    try (Epoch epoch = new DocumentEpoch(records, documents.size(), SIDE_BY_SIDE)) {
      while (epoch.hasNext()) {
        batches.add(epoch.next());
      }
    }
    return batches;
  }

  /**
   * Encodes raw sentence pairs. Pairs with an empty side or with more than {@code maxLength} pieces
   * are left out and counted in the log; a pair with two empty sides ends a document.
   */
  public static ParallelCorpus encode(
      String name, List<SentencePair> raw, ExampleCoder coder, int maxLength) {
    PairEncoder encoder = new PairEncoder(name, coder, maxLength);
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
