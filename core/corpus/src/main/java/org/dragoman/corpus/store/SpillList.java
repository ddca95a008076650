package org.dragoman.corpus.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that grows at its end and can be read from its beginning any number of times. It stays in
 * the heap while the limit allows it; after that the whole list is in a file. Not thread-safe.
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

  /** Creates an empty list; see {@link RecordStore#newList}. */
  SpillList(ScratchFolder folder, String name, RecordFormat<T> format, HeapLimit limit) {
    this.folder = folder;
    this.name = name;
    this.format = format;
    this.limit = limit;
  }

  /**
   * Adds a record.
   *
   * @throws org.dragoman.runtime.DragomanException of kind RUNTIME if the disk cannot be written
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

  /** Returns the number of records. */
  public long size() {
    return size;
  }

  /** Returns whether the list is in a file. */
  public boolean isOnDisk() {
    return onDisk != null;
  }

  /** Estimates the bytes that all records take, or would take, in the heap. */
  long heapBytes() {
    return heapBytes;
  }

  RecordFormat<T> format() {
    return format;
  }

  /** Reads all records from the first on. No record may be added after this call. */
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
        // A list in the heap needs no closing.
      }
    };
  }

  /** Frees the heap and deletes the file. */
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
