package org.dragoman.cli.io;

import java.nio.file.Path;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.jspecify.annotations.Nullable;

/** What standard input and output are, where the shell has led them to files. */
public final class StandardFiles {
  public static final Path INPUT = Path.of("/dev/stdin");
  private static final Path OUTPUT = Path.of("/dev/stdout");

  private StandardFiles() {}

  /**
   * Adds where a command writes line after line, and fails where that is an input or cannot be
   * written.
   *
   * @param option such as {@code --output}
   * @param file null for standard output
   */
  public static void addOutput(FileRoles roles, String option, @Nullable Path file) {
    if (file == null) {
      roles.writes("standard output", OUTPUT);
    } else {
      roles.writes(option, file);
      AtomicFile.requireWritable(file);
    }
  }
}
