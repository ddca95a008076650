package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Manifest.StoredFile;

/**
 * Reads the files of a bundle, each once, and compares their size and hash with the manifest.
 *
 * @param source where they are
 * @param manifest the expected sizes and hashes
 */
record CheckedFiles(BundleSource source, Manifest manifest) implements PipelineFiles.Source {

  /**
   * Reads the content of a file.
   *
   * @param <T> the result of reading
   */
  @FunctionalInterface
  interface Content<T> {
    /**
     * Reads it.
     *
     * @param in the bytes; it may be closed or left open
     * @param name the name of the file in messages
     */
    T read(InputStream in, String name) throws IOException;
  }

  /**
   * Reads a file. An error in its content is reported only if size and hash are right; otherwise
   * the wrong size or hash is reported.
   *
   * @throws DragomanException if it is missing, has another size or is altered, or as thrown by the
   *     content's reader
   */
  @Override
  public <T> T read(String file, Content<T> content) {
    String name = source.fileName(file);
    StoredFile expected =
        manifest
            .file(file)
            .orElseThrow(
                () ->
                    DragomanException.data(
                        source.fileName(BundleFiles.MANIFEST)
                            + " does not list "
                            + file
                            + ", which the bundle needs."
                            + BundleFiles.AGAIN));
    try (InputStream in = source.open(file).orElseThrow(() -> missing(name))) {
      MeasuredInput measured = new MeasuredInput(in, expected.bytes());
      T value;
      try {
        value = content.read(measured, name);
      } catch (RuntimeException e) {
        check(measured, expected, name);
        throw e;
      }
      check(measured, expected, name);
      return value;
    } catch (IOException e) {
      throw DragomanException.data(name + " cannot be read: " + e, e);
    }
  }

  /** Reads a text in UTF-8. */
  String text(String file) {
    return read(file, (in, name) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void check(MeasuredInput in, StoredFile expected, String name) throws IOException {
    long bytes = in.measure();
    if (bytes != expected.bytes()) {
      throw DragomanException.data(
          bytes > expected.bytes()
              ? "%s is too long: the manifest says that it has %d bytes, and it goes on after them.%s"
                  .formatted(name, expected.bytes(), BundleFiles.AGAIN)
              : "%s is cut short: it has %d of the %d bytes that the manifest says.%s"
                  .formatted(name, bytes, expected.bytes(), BundleFiles.AGAIN));
    }
    if (!in.sha256().equals(expected.sha256())) {
      throw DragomanException.data(
          name + " was altered: its SHA-256 is not the one in the manifest." + BundleFiles.AGAIN);
    }
  }

  private static DragomanException missing(String name) {
    return DragomanException.data(name + " is missing." + BundleFiles.AGAIN);
  }
}
