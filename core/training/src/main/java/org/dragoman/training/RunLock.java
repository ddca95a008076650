package org.dragoman.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dragoman.runtime.DragomanException;

/** Keeps a run's folder to one process. The system takes the lock off when the process ends. */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder of the run, which exists
   * @param file in it; made where it is missing, and never removed, since another process may have
   *     just opened it
   * @throws DragomanException where another process has the lock
   * @throws IOException where the file cannot be written
   */
  static RunLock take(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new RunLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another run of this process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw DragomanException.configuration(
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
    }
  }
}
