package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of an output's name, with all links followed.
 *
 * @param kind says how it is written
 * @param path absolute path; its folder exists
 * @param descriptor the number of the descriptor in this process; -1 if it is none
 */
record OutputTarget(Kind kind, Path path, int descriptor) {
  private static final int MOST_LINKS = 40;

  /** Where Linux and macOS list the open files of this process: {@code /dev/stdout} leads there. */
  private static final Pattern DESCRIPTORS =
      Pattern.compile("/dev/fd|/proc/(?:self|thread-self|(\\d+)(?:/task/\\d+)?)/fd");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  /** How an output is written. */
  enum Kind {
    /** A plain file, or nothing yet: it can be replaced by another file. */
    FILE,
    /** A named pipe or a device: it is opened. */
    STREAM,
    /** A stream that is open already, at its place in it. */
    DESCRIPTOR
  }

  /**
   * Finds the target of a name.
   *
   * @throws NoSuchFileException if its folder is missing
   * @throws IOException if it is a folder or cannot be examined
   */
  static OutputTarget of(Path given) throws IOException {
    Path path = given.toAbsolutePath();
    for (int links = 0; links < MOST_LINKS; links++) {
      Path folder = folder(path);
      Path name = path.getFileName();
      if (name == null) {
        throw new IOException("it is a folder");
      }
      path = folder.resolve(name);
      int descriptor = descriptor(folder, name.toString());
      if (descriptor >= 0) {
        return new OutputTarget(Kind.DESCRIPTOR, path, descriptor);
      }
      if (!Files.isSymbolicLink(path)) {
        return of(path, given);
      }
      path = folder.resolve(Files.readSymbolicLink(path));
    }
    throw new IOException("it is a link that leads in a circle");
  }

  private static OutputTarget of(Path path, Path given) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    boolean isStream = Files.exists(path) && !Files.isRegularFile(path);
    // A link in /proc may lead to an open file without a name.
    return isStream
        ? new OutputTarget(Kind.STREAM, given.toAbsolutePath(), -1)
        : new OutputTarget(Kind.FILE, path, -1);
  }

  private static Path folder(Path path) throws IOException {
    Path folder = path.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException("there is no folder " + folder + "; make it first");
    }
    return folder.toRealPath();
  }

  private static int descriptor(Path folder, String name) {
    Matcher listed = DESCRIPTORS.matcher(folder.toString());
    if (!listed.matches() || !NUMBER.matcher(name).matches()) {
      return -1;
    }
    String process = listed.group(1);
    boolean isOwn = process == null || process.equals(Long.toString(ProcessHandle.current().pid()));
    return isOwn ? Integer.parseInt(name) : -1;
  }
}
