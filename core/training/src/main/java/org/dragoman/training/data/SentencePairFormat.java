package org.dragoman.training.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.dragoman.corpus.store.RecordFormat;
import org.dragoman.runtime.file.SentencePair;

/** Stores a pair of sentences. */
final class SentencePairFormat implements RecordFormat<SentencePair> {
  @Override
  public void write(DataOutput out, SentencePair pair) throws IOException {
    RecordFormat.writeText(out, pair.source());
    RecordFormat.writeText(out, pair.target());
    out.writeBoolean(pair.alignment() != null);
    if (pair.alignment() != null) {
      RecordFormat.writeText(out, pair.alignment());
    }
  }

  @Override
  public SentencePair read(DataInput in) throws IOException {
    return new SentencePair(
        RecordFormat.readText(in),
        RecordFormat.readText(in),
        in.readBoolean() ? RecordFormat.readText(in) : null);
  }

  @Override
  public long heapBytes(SentencePair pair) {
    String alignment = pair.alignment();
    return OBJECT
        + RecordFormat.heapBytes(pair.source())
        + RecordFormat.heapBytes(pair.target())
        + (alignment == null ? 0 : RecordFormat.heapBytes(alignment));
  }
}
