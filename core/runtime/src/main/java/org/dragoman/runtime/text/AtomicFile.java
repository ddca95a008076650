package org.dragoman.runtime.text;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
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
   * one is gone. A link is followed; a target that is no regular file (a pipe, {@code /dev/null})
   * is written to as it is.
   *
   * @param target the final name; its folder exists
   * @param content writes the content to a buffered stream, which need not be closed
   * @throws DragomanException of kind RUNTIME, naming the target, where it cannot be written
   */
  public static void write(Path target, IoConsumer<OutputStream> content) {
    if (Files.isDirectory(target)) {
      throw failure(target, new IOException("it is a folder"));
    }
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        writeTo(target, content);
      } else {
        replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), content);
      }
    } catch (IOException | UncheckedIOException e) {
      throw failure(target, e);
    }
  }

  private static void replace(Path target, IoConsumer<OutputStream> content) throws IOException {
    Path folder = target.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException("there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder " + folder + " is not writable");
    }
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeTo(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  // A FileOutputStream, since a channel would be closed when the writing thread is interrupted.
  private static void writeTo(Path path, IoConsumer<OutputStream> content) throws IOException {
    try (FileOutputStream file = new FileOutputStream(path.toFile())) {
      BufferedOutputStream out = new BufferedOutputStream(file, 1 << 16);
      content.accept(out);
      out.flush();
      if (Files.isRegularFile(path)) {
        file.getFD().sync();
      }
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
