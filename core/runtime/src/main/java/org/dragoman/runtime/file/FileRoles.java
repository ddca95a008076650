package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the files that one command reads and writes. No file may be both input and output, even by
 * different names or links, and two outputs may not be the same file or pipe. A device or a pipe
 * may be both read and written.
 */
public final class FileRoles {
  private static final Path NOWHERE = Path.of("/dev/null");

  private final List<Role> inputs = new ArrayList<>();
  private final List<Role> folders = new ArrayList<>();
  private final List<Role> outputs = new ArrayList<>();

  /**
   * A file and its purpose.
   *
   * @param name such as {@code --source}
   */
  private record Role(String name, Path file) {
    @Override
    public String toString() {
      return name + " " + file;
    }
  }

  /**
   * Adds a file that is read.
   *
   * @param name its name in messages, such as {@code --source} or {@code data.train}
   * @param file null for none
   * @throws DragomanException of kind CONFIGURATION, naming both, if it is an output
   */
  public FileRoles reads(String name, @Nullable Path file) {
    if (file != null) {
      Role input = new Role(name, file);
      outputs.forEach(output -> requireApart(input, output));
      inputs.add(input);
    }
    return this;
  }

  /**
   * Adds an input folder, such as a bundle: no output may be in it. A missing folder is ignored.
   */
  public FileRoles readsFolder(String name, Path folder) {
    if (Files.isDirectory(folder)) {
      folders.add(new Role(name, folder));
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(Files::isRegularFile).forEach(file -> reads(name, file));
      } catch (IOException e) {
        throw DragomanException.data("Cannot list " + folder + ": " + e.getMessage(), e);
      }
    }
    return this;
  }

  /**
   * Adds an output.
   *
   * @param name its name in messages, such as {@code --output}
   * @param file null for none
   * @throws DragomanException of kind CONFIGURATION, naming both, if it is already an input or
   *     output
   */
  public FileRoles writes(String name, @Nullable Path file) {
    if (file == null) {
      return this;
    }
    Role output = new Role(name, file);
    inputs.forEach(input -> requireApart(input, output));
    for (Role folder : folders) {
      if (isWithin(file, folder.file())) {
        throw DragomanException.configuration(
            "%s is in the folder %s, which is read and must stay as it is. Choose another place."
                .formatted(output, folder));
      }
    }
    for (Role other : outputs) {
      if (areSame(other.file(), file) || areOneStream(other.file(), file)) {
        throw DragomanException.configuration(
            "%s and %s are the same file. Give each its own.".formatted(other, output));
      }
    }
    outputs.add(output);
    return this;
  }

  private static void requireApart(Role input, Role output) {
    if (areSame(input.file(), output.file())) {
      throw DragomanException.configuration(
          "%s is the same file as %s, which is read and would be lost. Choose another name."
              .formatted(output, input));
    }
  }

  private static boolean areSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        boolean isStream = !Files.isRegularFile(one) && !Files.isDirectory(one);
        return !isStream && Files.isSameFile(one, other);
      }
      return real(one).equals(real(other));
    } catch (IOException e) {
      // A file that cannot be examined cannot be read or written either; that is reported when it
      // is opened.
      return false;
    }
  }

  /**
   * Returns whether two outputs are one pipe or terminal, where they would be mixed; /dev/null may
   * be shared.
   */
  private static boolean areOneStream(Path one, Path other) {
    try {
      return Files.exists(one)
          && Files.exists(other)
          && Files.isSameFile(one, other)
          && !(Files.exists(NOWHERE) && Files.isSameFile(one, NOWHERE));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWithin(Path file, Path folder) {
    try {
      return real(file).startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the path without links of a file that need not exist. */
  private static Path real(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    if (Files.isSymbolicLink(path)) {
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    Path folder = path.resolveSibling("");
    return Files.isDirectory(folder)
        ? folder.toRealPath().resolve(path.getFileName())
        : path.normalize();
  }
}
