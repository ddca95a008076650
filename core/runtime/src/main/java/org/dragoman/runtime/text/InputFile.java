package org.dragoman.runtime.text;

import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.dragoman.runtime.DragomanException;

/**
 * Opens files to read. One whose name ends in {@code .gz} or {@code .zst} is unpacked on the way.
 */
public final class InputFile {
  private static final int BUFFER_SIZE = 1 << 16;

  private InputFile() {}

  /** Fails as {@link #open} would, without opening the file: a pipe can be opened only once. */
  public static void requireReadable(Path file) {
    if (Files.isDirectory(file)) {
      throw DragomanException.data(file + " is a folder; a text file was expected.");
    }
    if (!Files.exists(file)) {
      throw DragomanException.data(file + " does not exist.");
    }
    if (!Files.isReadable(file)) {
      throw DragomanException.data(file + " cannot be read: permission denied.");
    }
  }

  /**
   * The content of a file. What fails while it is read is an {@link IOException}, which {@link
   * #failure} puts into words.
   *
   * @throws DragomanException of kind DATA that names the file, where it cannot be opened
   */
  public static InputStream open(Path file) {
    requireReadable(file);
    String name = file.toString();
    try {
      InputStream in = Files.newInputStream(file);
      try {
        return name.endsWith(".gz")
            ? new GzipMembers(new BufferedInputStream(in, BUFFER_SIZE))
            : name.endsWith(".zst") ? new ZstdFrames(in) : in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /**
   * What a user is told where reading fails.
   *
   * @param name of the file or stream
   */
  public static DragomanException failure(String name, IOException e) {
    if (e instanceof EOFException) {
      String format = name.endsWith(".zst") ? "zstd" : "gzip";
      return DragomanException.data(
          "%s is cut short: its %s data ends too soon. Copy or download it again."
              .formatted(name, format),
          e);
    }
    if (e instanceof ZipException) {
      return DragomanException.data(
          name + " is not gzip or is damaged (" + e.getMessage() + ").", e);
    }
    if (e instanceof ZstdIOException) {
      return DragomanException.data(
          name + " is not zstd or is damaged (" + e.getMessage() + ").", e);
    }
    return DragomanException.data(name + " cannot be read: " + e, e);
  }
}
