package org.dragoman.corpus.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Texts as records, and lists of them. */
final class Words implements RecordFormat<String> {
  @Override
  public void write(DataOutput out, String value) throws IOException {
    RecordFormat.writeText(out, value);
  }

  @Override
  public String read(DataInput in) throws IOException {
    return RecordFormat.readText(in);
  }

  @Override
  public long heapBytes(String value) {
    return RecordFormat.heapBytes(value);
  }

  static List<String> some(int size) {
    return IntStream.range(0, size).mapToObj(i -> "word\n\u6728" + i).toList();
  }

  static SpillList<String> list(RecordStore store, List<String> words) {
    SpillList<String> list = store.newList("words", new Words());
    words.forEach(list::add);
    return list;
  }

  static <T> List<T> all(Records<T> records) {
    List<T> all = new ArrayList<>();
    try (records) {
      for (T next = records.next(); next != null; next = records.next()) {
        all.add(next);
      }
    }
    return all;
  }
}
