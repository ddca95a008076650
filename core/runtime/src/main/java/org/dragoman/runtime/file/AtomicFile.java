package org.dragoman.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dragoman.runtime.DragomanException;

/** Writes files that are either whole or not there. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Something to be done with a stream.
   *
   * @param <T> the type of stream
   */
  @FunctionalInterface
  public interface IoConsumer<T> {
    /** Does it. */
    void accept(T value) throws IOException;
  }

  /**
   * Writes a file under a temporary name in its own folder, forces it to the disk and moves it into
   * place. Whatever goes wrong, the old file or no file is under the final name and the temporary
   * one is gone; what killed processes left of earlier ones goes, too. Where processes write one
   * file at once, that of the last stays, whole.
   *
   * <ul>
   *   <li>A link is followed. A file that is replaced keeps its mode, owner and group.
   *   <li>A file with several names (hard links), or one whose owner this user cannot set, stays
   *       the same file: the new content, once it is whole, is copied into it.
   *   <li>What is no regular file (a pipe, {@code /dev/null}) is written to as it is.
   *   <li>{@code /dev/stdout}, {@code /dev/fd/3} and the like are the open stream, which is written
   *       to at its place and stays open.
   * </ul>
   *
   * @param target the final name; its folder exists
   * @param content writes the content to a buffered stream, which need not be closed
   * @throws DragomanException of kind RUNTIME, naming the target, where it cannot be written
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
   * Fails as {@link #write} would fail at once, so that hours of work are not lost at their end.
   *
   * @throws DragomanException of kind RUNTIME, naming the target, where it cannot be written
   */
  public static void requireWritable(Path target) {
    try {
      PendingFile.requireWritable(target);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Makes new names in a folder last through a power cut, on systems that can open a folder. */
  public static void forceFolder(Path folder) {
    // A channel of an interrupted thread is closed before it forces anything.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is whole and in place; there is nothing better to do here.
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
