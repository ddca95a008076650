package org.dragoman.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.corpus.store.SpillList;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.training.data.TrainingText.Part;

/** Texts that are kept where a run keeps its own. */
final class Stored {
  private Stored() {}

  /** A store that takes all that a test has in the heap, and so never makes its folder. */
  static RecordStore inHeap() {
    return new RecordStore(Path.of("none"), 512);
  }

  static TrainingText text(RecordStore store, List<SentencePair> pairs) {
    return text(store, pairs, List.of(new Part(1, pairs.size())));
  }

  static TrainingText text(RecordStore store, List<SentencePair> pairs, List<Part> parts) {
    SpillList<SentencePair> list = store.newList("text", new SentencePairFormat());
    pairs.forEach(list::add);
    return new TrainingText(list, parts, new BitSet());
  }

  static List<SentencePair> pairs(TrainingText text) {
    List<SentencePair> pairs = new ArrayList<>();
    text.forEach(pairs::add);
    return pairs;
  }
}
