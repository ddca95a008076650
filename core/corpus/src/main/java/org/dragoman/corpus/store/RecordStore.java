package org.dragoman.corpus.store;

import java.nio.file.Path;

/**
 * Keeps the lists of a run: in the heap up to a limit that they share, beyond it in files of a
 * folder.
 */
public final class RecordStore implements AutoCloseable {
  private final ScratchFolder folder;
  private final HeapLimit limit;

  /**
   * Creates an empty store. Removes the files that a killed process left in the folder.
   *
   * @param folder no other process may use it; it is created when it is needed
   * @param heapMegabytes the heap that all lists may take together, about
   */
  public RecordStore(Path folder, int heapMegabytes) {
    this(new ScratchFolder(folder), new HeapLimit((long) heapMegabytes << 20));
  }

  RecordStore(ScratchFolder folder, HeapLimit limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * Creates an empty list.
   *
   * @param name begins the name of its file
   */
  public <T> SpillList<T> newList(String name, RecordFormat<T> format) {
    return new SpillList<>(folder, name, format, limit);
  }

  /** Returns whether a file has a name as this class gives it. Only such files are removed. */
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
