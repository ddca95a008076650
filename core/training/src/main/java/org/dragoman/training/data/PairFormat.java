package org.dragoman.training.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.dragoman.corpus.store.RecordFormat;
import org.dragoman.training.batch.Pair;

/** Stores a pair of ids. */
final class PairFormat implements RecordFormat<Pair> {
  @Override
  public void write(DataOutput out, Pair pair) throws IOException {
    RecordFormat.writeInts(out, pair.source());
    RecordFormat.writeInts(out, pair.target());
    RecordFormat.writeInts(out, pair.links());
    out.writeInt(pair.steps());
  }

  @Override
  public Pair read(DataInput in) throws IOException {
    return new Pair(
        RecordFormat.readInts(in),
        RecordFormat.readInts(in),
        RecordFormat.readInts(in),
        in.readInt());
  }

  @Override
  public long heapBytes(Pair pair) {
    return OBJECT
        + RecordFormat.heapBytes(pair.source())
        + RecordFormat.heapBytes(pair.target())
        + RecordFormat.heapBytes(pair.links());
  }
}
