package org.dragoman.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.runtime.DragomanException;

/** Keeps a run's folder to one process. The system takes the lock off when the process ends. */
final class RunLock implements AutoCloseable {
  /**
   * The folders that this process has. It must not even open their locks again: on POSIX systems,
   * closing any channel of a file takes off all locks that the process has on it.
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
   * @param file in it; made where it is missing, and never removed, since another process may have
   *     just opened it
   * @throws DragomanException where another process, or another run of this one, has the lock
   * @throws IOException where the file cannot be written
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
            + " folder by --run.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system takes the lock off in any case.
      return;
    } finally {
      HELD.remove(folder);
    }
  }
}
