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
 * The files that one piece of work reads and writes. None may be both, by whatever names and links
 * it is called; nor may two outputs be one file or one pipe. A device or a pipe may be read and
 * written.
 */
public final class FileRoles {
  private static final Path NOWHERE = Path.of("/dev/null");

  private final List<Role> inputs = new ArrayList<>();
  private final List<Role> folders = new ArrayList<>();
  private final List<Role> outputs = new ArrayList<>();

  /**
   * A file and what it is for.
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
   * @param name what messages say before the file, such as {@code --source} or {@code data.train}
   * @param file null for none
   * @throws DragomanException of kind CONFIGURATION, naming both, where it is an output
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
   * Adds a folder that belongs to what is read, such as a bundle, with its files: no output may be
   * in it. One that is not there is left out.
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
   * @param name what messages say before the file, such as {@code --output}
   * @param file null for none
   * @throws DragomanException of kind CONFIGURATION, naming both, where it is one of them
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
      // What cannot be looked at cannot be read or written either, which is told in its place.
      return false;
    }
  }

  /** What is written to one pipe or terminal by two would be mixed; what goes nowhere may. */
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

  /** The name without links, of a file that need not exist. */
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
