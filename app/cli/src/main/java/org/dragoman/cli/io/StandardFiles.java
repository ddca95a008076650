package org.dragoman.cli.io;

import java.nio.file.Path;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.jspecify.annotations.Nullable;

/** Finds the files to which the shell has redirected standard input and output. */
public final class StandardFiles {
  public static final Path INPUT = Path.of("/dev/stdin");
  private static final Path OUTPUT = Path.of("/dev/stdout");

  private StandardFiles() {}

  /**
   * Adds the output of a command that writes line by line, and fails if it is an input or cannot be
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
