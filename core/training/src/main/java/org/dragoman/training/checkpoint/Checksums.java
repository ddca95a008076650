package org.dragoman.training.checkpoint;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.AtomicFile;

/** Writes and checks the checksums of the files of a folder, in the format of sha256sum. */
final class Checksums {
  static final String FILE = "checksums.sha256";
  private static final String GAP = "  ";

  private Checksums() {}

  /** Writes the checksums of some files of a folder beside them. */
  static void write(Path folder, List<String> names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(sha256(folder.resolve(name))).append(GAP).append(name).append('\n');
    }
    AtomicFile.write(
        folder.resolve(FILE), out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Compares files with their checksums.
   *
   * @throws IOException if one is missing, cut short or altered
   */
  static void check(Path folder, List<String> names) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(FILE));
    for (String name : names) {
      if (!lines.contains(sha256(folder.resolve(name)) + GAP + name)) {
        throw new IOException(name + " was cut or altered: its SHA-256 is not the one in " + FILE);
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    // A FileInputStream, because an interrupted thread, which writes its last checkpoint, must be
    // able to read.
    try (InputStream in = new FileInputStream(file.toFile())) {
      return Hashes.sha256(in);
    }
  }
}
