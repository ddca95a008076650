package org.dragoman.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.runtime.DragomanException;

/** Locks a run's folder for one process. The system releases the lock when the process ends. */
final class RunLock implements AutoCloseable {
  /**
   * The folders that this process has locked. It must not even open their lock files again: on
   * POSIX systems, closing any channel of a file releases all locks that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder of the run, which exists
   * @param file the lock file in it; created if it is missing, and never removed, because another
   *     process may have just opened it
   * @throws DragomanException if another process, or another run in this process, has the lock
   * @throws IOException if the file cannot be written
   */
  static synchronized RunLock take(Path folder, Path file) throws IOException {
    Path real = folder.toRealPath();
    if (HELD.contains(real)) {
      throw inUse(folder);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder);
      }
      HELD.add(real);
      return new RunLock(real, channel);
    } catch (IOException | DragomanException e) {
      channel.close();
      throw e;
    }
  }

  private static DragomanException inUse(Path folder) {
    return DragomanException.configuration(
            folder
                + " is in use by another training process. Wait until it has ended, or choose another"
                + " folder.")
        .about("run folder");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system releases the lock in any case.
      return;
    } finally {
      HELD.remove(folder);
    }
  }
}
