package org.dragoman.corpus.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;

/**
 * A folder for the temporary files of a process. Opening it removes files that a killed process
 * left; closing it deletes the folder.
 */
final class ScratchFolder implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*-[0-9]+");

  private final Path folder;
  private final Opener opener;
  private int files;

  /** Opens a file to write. */
  @FunctionalInterface
  interface Opener {
    OutputStream open(Path file) throws IOException;
  }

  /** Opens a folder, which need not exist yet. No other process may use it. */
  ScratchFolder(Path folder) {
    // A stream: an interrupted thread would close a channel.
    this(folder, file -> new FileOutputStream(file.toFile()));
  }

  ScratchFolder(Path folder, Opener opener) {
    this.folder = folder;
    this.opener = opener;
    clear();
  }

  /** Returns the path of a new file that does not exist yet. */
  Path newFile(String name) {
    files++;
    return folder.resolve(name + "-" + files);
  }

  /**
   * Returns whether a file has a name as {@link #newFile} gives it. Only such files are removed.
   */
  static boolean isOne(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches() && !Files.isDirectory(file);
  }

  OutputStream create(Path file, int bufferSize) throws IOException {
    Files.createDirectories(folder);
    return new BufferedOutputStream(opener.open(file), bufferSize);
  }

  static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot delete " + file + " (" + e + ").", e);
    }
  }

  /**
   * Creates the error for a file that cannot be written.
   *
   * @param written the bytes written so far, in all files of this kind
   */
  static DragomanException writeFailure(Path file, long written, IOException e) {
    return DragomanException.runtime(
            "Cannot write %s after %.1f MB (%s). The training text is beyond data.heap-limit and goes to the disk: free space there, raise data.heap-limit, or choose a run folder on another disk."
                .formatted(file, written / (double) (1 << 20), e.getMessage()),
            e)
        .about("run folder");
  }

  static DragomanException readFailure(Path file, IOException e) {
    return DragomanException.runtime(
            "Cannot read %s, which this run has written (%s). Check the disk and resume the run, which goes on from the last checkpoint."
                .formatted(file, e),
            e)
        .about("resume");
  }

  private void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      List<Path> files = left.toList();
      for (Path file : files) {
        if (isOne(file)) {
          Files.delete(file);
        }
      }
      if (files.stream().allMatch(ScratchFolder::isOne)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot remove " + folder + " (" + e + ").", e);
    }
  }

  @Override
  public void close() {
    clear();
  }
}
