package org.dragoman.corpus.store;

import java.nio.file.Path;

/**
 * Where the lists of a run are kept: in the heap up to a limit that all share, beyond it in a
 * folder.
 */
public final class RecordStore implements AutoCloseable {
  private final ScratchFolder folder;
  private final HeapLimit limit;

  /**
   * A store with nothing in it. What a killed process left in the folder is removed.
   *
   * @param folder which no other process may use; it is made when it is needed
   * @param heapMegabytes about how much of the heap all lists may take together
   */
  public RecordStore(Path folder, int heapMegabytes) {
    this(new ScratchFolder(folder), new HeapLimit((long) heapMegabytes << 20));
  }

  RecordStore(ScratchFolder folder, HeapLimit limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * An empty list.
   *
   * @param name begins the name of its file
   */
  public <T> SpillList<T> newList(String name, RecordFormat<T> format) {
    return new SpillList<>(folder, name, format, limit);
  }

  /** Whether a file has a name that a store gives: nothing else is removed. */
  public static boolean isOne(Path file) {
    return ScratchFolder.isOne(file);
  }

  ScratchFolder folder() {
    return folder;
  }

  HeapLimit limit() {
    return limit;
  }

  /** Deletes all files. */
  @Override
  public void close() {
    folder.close();
  }
}
