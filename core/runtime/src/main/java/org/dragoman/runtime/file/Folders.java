package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder, and those above it, where they are missing. {@link Files#createDirectories}
   * alone fails at a link to a folder, before Java 19.
   *
   * @throws java.nio.file.FileAlreadyExistsException where a file is in the way
   * @throws IOException where it cannot be made
   */
  public static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
