package org.dragoman.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dragoman.runtime.DragomanException;

/** Writes files so that they are either complete or absent. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * An action on a stream.
   *
   * @param <T> the type of stream
   */
  @FunctionalInterface
  public interface IoConsumer<T> {
    /** Performs the action. */
    void accept(T value) throws IOException;
  }

  /**
   * Writes a file under a temporary name in its own folder, forces it to the disk and moves it into
   * place. If anything fails, the final name still has the old file, or none, and the temporary
   * file is deleted. Temporary files that killed processes left are deleted, too. If several
   * processes write the same file at once, the complete file of the last one stays.
   *
   * <ul>
   *   <li>A link is followed. A file that is replaced keeps its mode, owner and group.
   *   <li>A file with several names (hard links), or one whose owner this user cannot set, stays
   *       the same file: when the new content is complete, it is copied into it.
   *   <li>Other kinds of files (a pipe, {@code /dev/null}) are written directly.
   *   <li>{@code /dev/stdout}, {@code /dev/fd/3} and the like mean the open stream: it is written
   *       at its current position and stays open.
   * </ul>
   *
   * @param target the final name; its folder exists
   * @param content writes the content to a buffered stream, which need not be closed
   * @throws DragomanException of kind RUNTIME, naming the target, if it cannot be written
   */
  public static void write(Path target, IoConsumer<OutputStream> content) {
    try (PendingFile file = PendingFile.open(target)) {
      content.accept(file.out());
      file.commit();
    } catch (IOException | UncheckedIOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Checks in advance whether {@link #write} would fail, so that hours of work are not lost at
   * their end.
   *
   * @throws DragomanException of kind RUNTIME, naming the target, if it cannot be written
   */
  public static void requireWritable(Path target) {
    try {
      PendingFile.requireWritable(target);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Forces new names in a folder to the disk, so that they survive a power cut, on systems that can
   * open a folder.
   */
  public static void forceFolder(Path folder) {
    // In an interrupted thread the channel is closed before it forces anything.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is complete and in place; nothing more can be done here.
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static DragomanException failure(Path target, Exception cause) {
    return DragomanException.runtime("Cannot write " + target + ": " + cause.getMessage(), cause);
  }
}
