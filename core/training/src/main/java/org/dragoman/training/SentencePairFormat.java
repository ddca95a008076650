package org.dragoman.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.store.RecordFormat;

/** How a pair of sentences is stored. */
final class SentencePairFormat implements RecordFormat<SentencePair> {
  @Override
  public void write(DataOutput out, SentencePair pair) throws IOException {
    RecordFormat.writeText(out, pair.source());
    RecordFormat.writeText(out, pair.target());
  }

  @Override
  public SentencePair read(DataInput in) throws IOException {
    return new SentencePair(RecordFormat.readText(in), RecordFormat.readText(in));
  }

  @Override
  public long heapBytes(SentencePair pair) {
    return OBJECT + RecordFormat.heapBytes(pair.source()) + RecordFormat.heapBytes(pair.target());
  }
}
