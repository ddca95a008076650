package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates folders. */
public final class Folders {
  private Folders() {}

  /**
   * Creates a folder and its missing parents. Before Java 19 {@link Files#createDirectories} alone
   * fails at a link to a folder.
   *
   * @throws java.nio.file.FileAlreadyExistsException if a file is in the way
   * @throws IOException if it cannot be created
   */
  public static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
