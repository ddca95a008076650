package org.dragoman.corpus.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that grows at its end and is read from its beginning, any number of times. It is in
 * the heap while the limit allows, else all of it in a file. Not for several threads.
 *
 * @param <T> what a record is
 */
public final class SpillList<T> implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ScratchFolder folder;
  private final String name;
  private final RecordFormat<T> format;
  private final HeapLimit limit;

  private List<T> inHeap = new ArrayList<>();
  private @Nullable SpillFile<T> onDisk;
  private long size;
  private long heapBytes;

  /** An empty list; see {@link RecordStore#newList}. */
  SpillList(ScratchFolder folder, String name, RecordFormat<T> format, HeapLimit limit) {
    this.folder = folder;
    this.name = name;
    this.format = format;
    this.limit = limit;
  }

  /**
   * Adds a record.
   *
   * @throws org.dragoman.runtime.DragomanException of kind RUNTIME where the disk does not take it
   */
  public void add(T value) {
    long bytes = format.heapBytes(value);
    if (onDisk == null && !limit.take(bytes)) {
      spill();
    }
    if (onDisk == null) {
      inHeap.add(value);
    } else {
      onDisk.add(value);
    }
    size++;
    heapBytes += bytes;
  }

  private void spill() {
    SpillFile<T> file = new SpillFile<>(folder, name, format, BUFFER);
    onDisk = file;
    inHeap.forEach(file::add);
    inHeap = new ArrayList<>();
    limit.giveBack(heapBytes);
  }

  /** How many there are. */
  public long size() {
    return size;
  }

  /** Whether they are in a file. */
  public boolean isOnDisk() {
    return onDisk != null;
  }

  /** About how many bytes all records take, or would take, in the heap. */
  long heapBytes() {
    return heapBytes;
  }

  RecordFormat<T> format() {
    return format;
  }

  /** All records from the first on. None may be added after this. */
  public Records<T> read() {
    if (onDisk != null) {
      return onDisk.read();
    }
    Iterator<T> records = inHeap.iterator();
    return new Records<>() {
      @Override
      public @Nullable T next() {
        return records.hasNext() ? records.next() : null;
      }

      @Override
      public void close() {
        // There is nothing to close in the heap.
      }
    };
  }

  /** Gives heap and file up. */
  @Override
  public void close() {
    if (onDisk != null) {
      onDisk.close();
    } else {
      limit.giveBack(heapBytes);
    }
    inHeap = new ArrayList<>();
    heapBytes = 0;
  }
}
