package org.dragoman.runtime.bundle;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.bundle.Manifest.StoredFile;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.AtomicFile.IoConsumer;

/** Writes the files of a bundle and records their sizes and hashes. */
final class StoredFiles {
  private final Path folder;
  private final List<StoredFile> stored = new ArrayList<>();

  StoredFiles(Path folder) {
    this.folder = folder;
  }

  void write(String name, IoConsumer<OutputStream> content) {
    Path file = folder.resolve(name);
    MessageDigest digest = Hashes.sha256();
    AtomicFile.write(file, out -> content.accept(new DigestOutputStream(out, digest)));
    stored.add(new StoredFile(name, file.toFile().length(), Hashes.hex(digest)));
  }

  void write(String name, String text) {
    write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the files written so far. */
  List<StoredFile> stored() {
    return List.copyOf(stored);
  }
}
