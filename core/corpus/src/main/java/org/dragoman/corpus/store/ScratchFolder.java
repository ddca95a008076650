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
 * A folder for files that a process needs while it runs. What a killed process left in it is
 * removed when it is opened, and the whole of it when it is closed.
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

  /** Opens a folder, which need not exist. No other process may use it. */
  ScratchFolder(Path folder) {
    // Not a channel, which an interrupted thread would close.
    this(folder, file -> new FileOutputStream(file.toFile()));
  }

  ScratchFolder(Path folder, Opener opener) {
    this.folder = folder;
    this.opener = opener;
    clear();
  }

  /** A name for a file that is not there yet. */
  Path newFile(String name) {
    files++;
    return folder.resolve(name + "-" + files);
  }

  /** Whether a file has a name that {@link #newFile} gives: nothing else is removed. */
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
   * What a user is told where a file cannot be written.
   *
   * @param written bytes so far, of all files of this kind
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
