package org.dragoman.training.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.corpus.store.RecordFormat;

/**
 * Stores a list, such as the pairs of a document.
 *
 * @param element stores an element
 */
record ListFormat<T>(RecordFormat<T> element) implements RecordFormat<List<T>> {
  @Override
  public void write(DataOutput out, List<T> list) throws IOException {
    out.writeInt(list.size());
    for (T one : list) {
      element.write(out, one);
    }
  }

  @Override
  public List<T> read(DataInput in) throws IOException {
    int size = in.readInt();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(element.read(in));
    }
    return list;
  }

  @Override
  public long heapBytes(List<T> list) {
    return 2 * OBJECT + list.stream().mapToLong(element::heapBytes).sum();
  }
}
